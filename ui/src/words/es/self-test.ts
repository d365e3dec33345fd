import type { PhoneSystem } from "../../host/bindings";
import type { Words } from "../en/en";

const systems: Record<PhoneSystem, string> = {
  five9: "Five9",
  aircall: "Aircall",
  phone: "Otro sistema telefónico",
};
const s = (system: PhoneSystem) => systems[system];

/** Spanish: the self-test. */
export const selfTest: Pick<Words, "selfTest"> = {
  selfTest: {
    title: "Autocomprobación",
    lead: "Revisa todo lo que debe estar bien: este equipo, el camino a Salesforce, sus permisos allí y los sistemas telefónicos. No cambia nada.",
    run: "Iniciar la comprobación",
    again: "Repetirla",
    running: "Comprobando… tarda lo que la respuesta más lenta.",
    allGood: "Todo lo que cuenta funciona.",
    warnings: "Funciona; alguien debería mirar lo señalado.",
    bad: "Algo no funciona. Cada línea dice qué y quién lo arregla.",
    mends: "Lo arregla",
    diagnostics: "Archivo de diagnóstico",
    diagnosticsLead:
      "Para el soporte: comprobación, ajustes y registro, sin nombres, números ni secretos. Léalo primero; solo entonces se guarda.",
    prepare: "Prepararlo",
    content: "Se guardará exactamente esto",
    save: "Guardar en descargas",
    saved: (path) => `Guardado como ${path}.`,
    grades: {
      good: "Bien",
      skipped: "No hace falta",
      warning: "Mirar",
      bad: "Mal",
    },
    menders: {
      person: "Usted",
      it: "Informática",
      salesforce_admin: "Su administrador de Salesforce",
      phone_admin: "Quien lleva el sistema telefónico",
    },
    areas: {
      policy: "Directiva",
      keychain: "Llavero",
      database: "Base de datos",
      disk: "Disco",
      display: "Pantalla",
      notifications: "Avisos",
      network: "Camino a Salesforce",
      clock: "Reloj",
      sign_in: "Inicio de sesión",
      scopes: "Ámbitos (scopes)",
      permissions: "Permisos",
      fields: "Campos",
      rules: "Resultados y asignación",
      api_budget: "Llamadas a la API",
      door: "Puerta de este equipo",
      phones: "Sistemas telefónicos",
      relay: "Relay",
      updates: "Versiones nuevas",
    },
    keychain: {
      no_keychain: "No hay ningún llavero al alcance de Callside; los secretos duran solo esta sesión.",
      locked: "El llavero está bloqueado.",
      unsafe: "El archivo que sustituye al llavero lo pueden leer otros o está dañado.",
      failed: "El llavero no responde.",
    },
    found: {
      policy_none: (p) => `No hay ninguna (${p.place}).`,
      policy_holds: (p) => `${p.settings} ajustes de ${p.place}.`,
      keychain_works: "Los secretos están en el llavero.",
      secrets_in_file: "No hay llavero; los secretos están en un archivo que solo usted puede leer.",
      database_opens: "Se abre con su clave.",
      database_not_yet: "Todavía no hay ninguna.",
      database_in_use: "Otro Callside la está usando.",
      disk_room: (p) => `Hay ${p.megabytes} MB libres.`,
      disk_short: (p) => `Solo quedan ${p.megabytes} MB libres. Haga sitio antes de que falle el guardado.`,
      disk_unknown: "Aquí no se puede consultar el espacio libre.",
      display_there: "La hay.",
      display_none: "No hay ninguna en esta sesión.",
      notifications_shown: (p) => (p.server === "" ? "Los muestra el sistema." : `Los muestra ${p.server}.`),
      notifications_none: "Aquí nada muestra avisos; la ventana avisa igualmente de las llamadas.",
      network_works: (p) => `${p.host} responde en ${p.ms} ms.`,
      network_name: (p) => `No se conoce el nombre ${p.host}. Revise el DNS.`,
      network_unreachable: (p) => `No se puede llegar a ${p.host}. Revise la red y el cortafuegos.`,
      network_proxy: (p) => `El proxy no deja pasar a ${p.host}. Revise sus reglas.`,
      network_certificate: (p) =>
        `No se confía en el certificado de ${p.host}. Si un proxy abre TLS, instale el certificado raíz de la empresa.`,
      network_slow: (p) => `${p.host} no respondió en 10 segundos.`,
      network_strange: (p) =>
        `Lo que responde en ${p.host} no es Salesforce: un proxy o una página de acceso.`,
      network_no_tls:
        "Este equipo no puede establecer conexiones seguras. Revise OpenSSL y sus certificados.",
      clock_right: "En hora.",
      clock_off: (p) =>
        p.seconds > 0
          ? `Adelanta ${p.seconds} segundos respecto a Salesforce. Active la sincronización horaria.`
          : `Atrasa ${-p.seconds} segundos respecto a Salesforce. Active la sincronización horaria.`,
      clock_unknown: "No hay nada con que compararlo.",
      signed_in: (p) => `${p.username} en ${p.host}`,
      signed_out: "Nadie ha iniciado sesión.",
      no_client_id: "No hay clave de consumidor, así que nadie puede iniciar sesión.",
      sign_in_over: "La sesión ha terminado. Iníciela de nuevo; no se pierde nada.",
      scopes_enough: "Suficientes.",
      scope_missing: (p) => `A la aplicación le falta el ámbito ${p.scope}.`,
      permissions_enough: "Bastan.",
      object_hidden: (p) => `Usted no ve ${p.object}.`,
      object_not_createable: (p) => `Usted no puede crear registros de ${p.object}.`,
      fields_there: (p) => `Están todos. Las llamadas se marcan en ${p.mark}.`,
      field_missing: (p) => `${p.object}.${p.field} falta o no se puede escribir.`,
      mark_in_subject:
        "CallObject está oculto y CallKey__c no existe, así que el asunto lleva la marca de la llamada.",
      rules_fit: "Encajan en la organización.",
      rules_faulty: (p) => `${p.faults} errores. La configuración los nombra.`,
      budget_fine: (p) => `Se ha usado el ${p.percent} % de las llamadas de hoy.`,
      budget_short: (p) =>
        `Se ha usado el ${p.percent} % de las llamadas de hoy; lo que puede esperar va más despacio.`,
      budget_spent: "Están agotadas. Los cierres guardados esperan.",
      budget_unknown: "Salesforce no lo dijo.",
      door_open: (p) => `Abierta en el puerto ${p.port}.`,
      phone_ready: (p) => `${s(p.system)} está configurado; en un día no se rechazó nada.`,
      phone_unused: (p) => `${s(p.system)} no está configurado.`,
      phone_refused: (p) =>
        `${s(p.system)}: en un día se rechazaron ${p.count} eventos, el último por este motivo:`,
      phone_answers: (p) => `${p.name} acepta la clave y responde en ${p.ms} ms.`,
      phone_untried: (p) =>
        `${p.name} tiene una clave. Preguntar cuesta saldo, así que solo se prueba en la configuración.`,
      relay_none: "No se usa.",
      relay_answers: (p) => `${p.relay} responde.`,
      relay_by_events: (p) =>
        `${p.relay} responde. Un proxy no deja pasar WebSocket; las llamadas llegan igualmente.`,
      relay_sign_in: (p) => `${p.relay} responde y le pide iniciar sesión.`,
    },
  },
};
