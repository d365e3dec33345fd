import type { Words } from "../en/en";

/** Spanish: the first screens. */
export const start: Pick<Words, "signIn" | "keychain" | "database"> = {
  signIn: {
    title: "Inicie sesión en Salesforce",
    lead: "Callside muestra quién llama y escribe el resultado. Para ambas cosas necesita su usuario de Salesforce.",
    where: "¿Dónde inicia sesión?",
    production: "Producción",
    productionHint: "login.salesforce.com",
    sandbox: "Sandbox",
    sandboxHint: "test.salesforce.com",
    myDomain: "My Domain",
    myDomainHint: "La dirección propia de su empresa",
    host: "Dirección de My Domain",
    hostExample: "acme.my.salesforce.com",
    hostNeeded: "Escriba la dirección de su empresa, por ejemplo acme.my.salesforce.com.",
    go: "Iniciar sesión con Salesforce",
    browser: "Se abre su navegador. Callside nunca ve su contraseña.",
    ended: "Por qué se cerró su sesión",
    waitingTitle: "Continúe en el navegador",
    waitingLead: "Inicie sesión allí y permita Callside. Esta pantalla avanza sola.",
    noBrowser: "¿Sin navegador? Copie esta dirección en uno de este equipo:",
    address: "Dirección de inicio de sesión",
    settings: "Ajustes de conexión",
    expired: (name) =>
      `${name}, Salesforce pide que inicie sesión de nuevo. Las llamadas y las notas continúan; lo que guarde se envía después.`,
  },
  keychain: {
    title: "Sin llavero",
    lead: "Callside guarda su sesión y la clave de su base de datos en el llavero de este equipo. No puede acceder a ninguno:",
    choose: "¿Qué debe hacer Callside?",
    tryAgain: "Volver a intentarlo",
    tryAgainHint: "Después de desbloquear o instalar un llavero. Es lo más seguro.",
    session: "Solo hasta que Callside se cierre",
    sessionHint:
      "Los secretos quedan en memoria. Iniciará sesión tras cada arranque y las llamadas guardadas no podrán leerse.",
    file: "En un archivo de su usuario",
    fileHint:
      "Quien pueda leer sus archivos o su copia de seguridad podrá usar su sesión y leer las llamadas. Solo si su administrador está de acuerdo.",
    go: "Continuar",
  },
  database: {
    title: "No se puede abrir la base de datos de Callside",
    what: "Qué ha pasado",
    todo: "Qué hacer",
    kept: "No se ha borrado nada. Hasta que se resuelva no se puede guardar ninguna llamada aquí.",
    look: "Comprobar de nuevo",
  },
};
