import type { DatabaseTrouble, KeychainTrouble, RelayTrouble, SecretOf } from "../../host/bindings";
import type { Words } from "../en/en";
import { phoneTroubles } from "./phone-troubles";
import { told } from "./told";

const keychain: Record<KeychainTrouble, string> = {
  no_keychain: "Este equipo no tiene un llavero al que Callside llegue.",
  locked: "El llavero está bloqueado.",
  unsafe: "Otros pueden leer el archivo que sustituye al llavero, o está dañado.",
  failed: "El llavero no responde.",
};

const copy = (at: string | null) =>
  at === null ? "No se pudo hacer una copia; el archivo quedó como estaba." : `Hay una copia en ${at}.`;

const UNLOCK = "Desbloquee el llavero de antes, o pida a su administrador que restaure la entrada.";
const START_AGAIN = "Inicie Callside de nuevo; si vuelve a pasar, envíe el registro a su administrador.";

function database(trouble: DatabaseTrouble): [what: string, todo: string] {
  switch (trouble.kind) {
    case "wrong_key":
      return [
        "La clave de su llavero no abre la base de datos de Callside. El archivo quedó como estaba.",
        UNLOCK,
      ];
    case "key_lost":
      return [
        "La clave de la base de datos de Callside no está en el llavero. La base de datos quedó como estaba.",
        UNLOCK,
      ];
    case "corrupt":
      return [
        `La base de datos de Callside está dañada. ${copy(trouble.copied_to)}`,
        "Restáurela de una copia de seguridad, o consulte a su administrador antes de empezar con una vacía.",
      ];
    case "newer":
      return [
        `Un Callside más nuevo escribió esta base de datos. ${copy(trouble.copied_to)}`,
        "Instale de nuevo el Callside más nuevo.",
      ];
    case "gone":
      return [
        "El archivo de la base de datos de Callside ya no está en su carpeta. No se creó nada en su lugar.",
        "Devuelva el archivo, o consulte a su administrador antes de empezar con una vacía.",
      ];
    case "locked":
      return [
        "Otro Callside de este equipo usa la base de datos.",
        "Cierre el otro e inicie Callside de nuevo.",
      ];
    case "full":
      return ["El disco está lleno; no se guarda nada nuevo.", "Haga sitio e inténtelo de nuevo."];
    case "read_only":
      return [
        "No se puede escribir en la carpeta de Callside; no se guarda nada nuevo.",
        "Pida a su administrador el permiso de escritura.",
      ];
    case "closed":
      return [
        "La base de datos de Callside está cerrada; no se guarda nada nuevo.",
        "Inicie Callside de nuevo.",
      ];
    case "unexpected":
      return [`La base de datos de Callside falló (${trouble.code}); no se guarda nada nuevo.`, START_AGAIN];
    case "not_started":
      return ["Callside no pudo iniciar sus partes. No se cambió nada.", START_AGAIN];
  }
}

const relay: Record<RelayTrouble, string> = {
  unreachable:
    "No se llega al relay. Las llamadas esperan allí; Callside lo intenta de nuevo solo. Si sigue así, revise la dirección y la red.",
  not_a_relay:
    "En esta dirección responde algo que no es un relay, como la página de un proxy. Revise la dirección; Callside lo intenta de nuevo solo.",
  busy: "El relay está ocupado o se reinicia. Las llamadas esperan allí; Callside lo intenta de nuevo solo.",
  silent: "La conexión quedó en silencio. Las llamadas esperan en el relay; Callside vuelve a conectarse.",
  not_kept: "Este equipo no pudo guardar lo que llegó. Espera en el relay; haga sitio en el disco y seguirá.",
  not_of_the_team: "El relay no le conoce. Pida a su administrador que le añada al equipo.",
  version:
    "Este Callside y el relay son de épocas demasiado distintas. Pregunte a su administrador cuál actualizar.",
  address: "Esta no es la dirección de un relay. Escriba una como https://relay.example.com.",
  no_answer: "No se llega al relay. No se cambió nada; inténtelo de nuevo.",
};

const secret: Record<SecretOf, string> = {
  aircall: "El token de Aircall",
  phone: "El secreto de firma",
};

/** Spanish: what the engine says, by its kinds and parts. */
export const sentences: Pick<Words, "sentence" | "keychainTrouble" | "databaseTrouble"> = {
  sentence: {
    internal:
      "Callside cometió un error. Lo que guardó se conserva. Inténtelo de nuevo; si vuelve a pasar, envíe el registro a su administrador.",
    not_ready:
      "La base de datos de Callside no está abierta; no se puede leer ni guardar nada. La primera pantalla dice qué hacer.",
    unknown_call: "Esta llamada no se conoce en este equipo.",
    unknown_action: "Esta acción ya no existe.",
    admin_only: "Solo un administrador de Callside puede cambiar esto.",
    supervisor_only:
      "Solo los supervisores y administradores de Callside ven los números de un equipo. Su administrador da ese rol.",
    flags_by_supervisors:
      "Solo los supervisores y administradores de Callside marcan llamadas. Su administrador da ese rol.",
    unknown_flag: "Su empresa ya no tiene esa marca. Elija otra.",
    colleague_unknown: "Ahora no se puede asignar trabajo a este colega. Nada ha cambiado.",
    filter_needs_name: "Dé un nombre al filtro para volver a encontrarlo.",
    too_many_filters: ({ most }) => `Ya hay ${most} filtros. Olvide uno antes; este sigue en uso.`,
    signed_files_only: "Su empresa solo admite archivos de configuración firmados. No se ha cambiado nada.",
    unknown_entry: "Esta entrada ya no está en la bandeja de salida.",
    not_offered:
      "Este resultado ya no se ofrece para esta llamada. Sus notas se conservan; elija otro resultado.",
    rules_faulty: ({ faults }) => `Lo escrito tiene fallos (${faults}). Lo de antes sigue en marcha.`,
    nothing_rehearsed: "Aún no se ensayó nada.",
    bad_days: ({ most }) => `Ensaye sobre 1 a ${most} días.`,
    not_a_record_id: "Escriba el id de un registro de Salesforce: 15 o 18 letras y cifras.",
    nobody_meant: "Escriba primero un número de teléfono o un id de registro.",
    bad_term: ({ least, most }) => `Escriba de ${least} a ${most} días.`,
    not_a_phone_number: "Escriba un número de teléfono, con prefijo de país si es del extranjero.",
    update_in_call: "No se instala nada mientras suena o se habla. Instálela después de la llamada.",
    too_late: "Ya va camino de Salesforce y aquí no se puede cambiar.",
    other_org: "Esto es de otra organización. Inicie sesión allí para seguir; se conserva.",
    only_signed:
      "Su organización solo permite cambiar esto con un archivo de configuración firmado. No se cambió nada; pregunte a quien los firma.",
    sign_in_needed:
      "Salesforce le pide iniciar sesión. Las llamadas y notas siguen; lo que guarde se envía después.",
    unreachable: "No se llega a Salesforce. Las llamadas y notas siguen.",
    took_too_long: "Salesforce tardó demasiado. Inténtelo de nuevo.",
    answer_too_large:
      "La respuesta de Salesforce es mayor de lo que Callside lee de una vez (16 MB), así que no se muestra nada de ella. Pida menos filas o campos.",
    busy: "Salesforce está ocupado. Inténtelo de nuevo en un momento.",
    limit_reached:
      "Su organización agotó sus llamadas a la API de Salesforce. Lo que guarde se envía cuando haya nuevas.",
    not_permitted: "Salesforce no permite esto a su usuario. Pida el permiso a su administrador.",
    unreadable_answer:
      "Salesforce dio una respuesta que Callside no puede leer. No se cambió nada. Inténtelo de nuevo.",
    no_browser:
      "No se pudo abrir ningún navegador. Pida a su administrador que fije el navegador predeterminado de este equipo.",
    database: ({ trouble }) => database(trouble).join(" "),
    secrets_not_changed: (parts) => `${keychain[parts.keychain]} Los secretos no se cambiaron.`,
    sign_in_still_rests: (parts) =>
      `${keychain[parts.keychain]} La sesión quizá siga allí; ciérrela otra vez.`,
    phone_system_bad: ({ system, fault }) => phoneTroubles.phoneFault(system, fault),
    confidences_bad: "Las confianzas van de 0 a 1, y «por verificar» no supera a «reconocido».",
    quiet_hours_bad: "Las horas de descanso son horas del día, como 21:00.",
    id_without_source: ({ name }) => `Indique de dónde viene el id ${name}.`,
    webhook_needs_https: "Aircall envía a una dirección que empieza por https://, como la de un relay.",
    no_sticky_key: "Escriba primero una clave de Sticky Calls y guárdela.",
    number_needed: "Escriba un número completo, como +1 415 555 0134.",
    mapping_unreadable: ({ line, column }) =>
      `La asignación no se puede leer en la línea ${line}, columna ${column}. Sigue la anterior.`,
    mapping_path_bad: ({ field, character }) =>
      `El lugar de ${field} no es una ruta JSON, en el carácter ${character}. Sigue la asignación anterior.`,
    ivr_unreadable: ({ line, column }) =>
      `Las reglas no se pueden leer en la línea ${line}, columna ${column}. Siguen las anteriores.`,
    ivr_budget_bad: ({ least, most }) =>
      `budget_ms está entre ${least} y ${most}. Las reglas en uso se quedan.`,
    ivr_rule_bad: ({ rule, character }) =>
      `«${rule}» nombra algo que no existe, en el carácter ${character}. Siguen las reglas anteriores.`,
    notes_too_long: ({ most }) =>
      `Las notas son más largas de lo que cabe en Salesforce (${most} caracteres). Acórtelas.`,
    too_many_fields: ({ most }) => `De un objeto se muestran como mucho ${most} campos más. Quite uno antes.`,
    too_many_phone_fields: ({ most }) =>
      `Una búsqueda pregunta como mucho por ${most} campos de teléfono de un objeto. Quite uno antes.`,
    no_such_field: ({ field }) =>
      `Su organización no tiene el campo ${field}, o su usuario no puede verlo. Pregunte a su administrador.`,
    bad_time: "Esta hora no se puede leer. Elíjala de nuevo.",
    not_a_record: "Esto no es un registro de Salesforce.",
    not_a_caller: "Quien llama es un contacto, un candidato o una cuenta.",
    bad_region: "La región son dos letras de un país, como US o ES.",
    bad_api_version: "La versión de la API es un número como 62.0, no menor que 59.0.",
    secret_too_short: ({ of, least }) => `${secret[of]} no sirve: necesita al menos ${least} caracteres.`,
    not_a_signing_key: "El secreto de firma no sirve: es whsec_ seguido de base64.",
    not_an_address: "Esto no es una dirección de Salesforce. Escriba un host como acme.my.salesforce.com.",
    no_client_id:
      "No hay clave de consumidor. Pida a su administrador de Salesforce la de la aplicación Callside y escríbala en los ajustes.",
    no_sign_in_port: ({ ports }) =>
      `Otros programas usan los puertos del inicio de sesión (${ports.join(", ")}). Cierre uno e inicie sesión de nuevo.`,
    sign_in_denied: "El inicio de sesión se denegó en el navegador. Inicie sesión cuando quiera.",
    sign_in_timed_out: "Nadie inició sesión en cinco minutos. Inicie sesión de nuevo.",
    sign_in_refused: ({ code }) =>
      `Salesforce rechazó el inicio de sesión (${code}). Diga esta palabra a su administrador.`,
    sign_in_unreachable: "No se llega al servidor de inicio de sesión de Salesforce. Inténtelo de nuevo.",
    sign_in_bad_answer:
      "El servidor de inicio de sesión dio una respuesta que Callside no puede usar. Revise la dirección con su administrador.",
    sign_in_not_kept: (parts) =>
      `${keychain[parts.keychain]} La sesión no se puede conservar; inicie sesión de nuevo.`,
    no_tls:
      "Este equipo no puede hacer conexiones seguras. Pida a su administrador que revise los certificados.",
    org_not_read: "No se pudo leer la organización. Inicie sesión de nuevo.",
    not_revoked:
      "Cerró la sesión en este equipo. No se llegó a Salesforce para cerrarla también allí; su administrador puede hacerlo.",
    sign_in_again: "Salesforce le pide iniciar sesión de nuevo.",
    unreachable_sent_later:
      "No se llega a Salesforce. Las llamadas y notas siguen; lo que guarde se envía más tarde.",
    door_ports_taken: ({ ports }) =>
      `Otro programa usa los puertos de la puerta de Callside (${ports.join(", ")}), así que no llegan llamadas de la centralita. Cierre ese programa; Callside lo intenta de nuevo por sí solo.`,
    door_no_secret: (parts) =>
      `${keychain[parts.keychain]} Por eso no llegan llamadas de la centralita. Callside lo intenta de nuevo por sí solo.`,
    door_bad_secret:
      "El secreto de la puerta de Callside está dañado, así que no llegan llamadas de la centralita. Pida a su administrador que lo quite del llavero e inicie Callside de nuevo.",
    paused_for_sign_in: "No se envía nada hasta que alguien inicie sesión en Salesforce. Todo se conserva.",
    paused_until: (_, when) =>
      `Su organización agotó sus llamadas a la API de Salesforce. No se envía nada antes de ${when}. Todo se conserva.`,
    console_not_allowed:
      "La consola es para supervisores y administradores. Pida a su administrador el conjunto de permisos.",
    api_calls_kept:
      "A su organización le quedan pocas llamadas de API. Se guardan para llamadas y cierres; lo demás sigue solo más tarde.",
    query_over: "Esta consulta ha terminado. Ejecútela de nuevo.",
    bad_condition: "La condición no se puede leer.",
    look_up_faulty: ({ message }) => `Su administrador debe corregir esta consulta: ${message}`,
    stale: ({ because }) => told.stale[because],
    bad_file: "Este archivo no tiene consultas de Callside. Lo suyo se conserva.",
    no_downloads: "No se pudo guardar el archivo: no hay carpeta de descargas. No se cambió nada más.",
    no_room_for_file:
      "El disco está lleno y el archivo no se guardó. Lo que había no ha cambiado. Haga sitio e inténtelo de nuevo.",
    not_a_picture: "Esto no es una imagen; no se guardó nada.",
    older_calls_not_allowed:
      "Su función o su organización no le permite traer estas llamadas. Pregunte a su administrador.",
    older_calls_under_way: "Ya están llegando llamadas anteriores. Espere o termínelo primero.",
    file_not_saved:
      "No se pudo guardar el archivo. No se cambió nada más. Haga sitio en sus descargas e inténtelo de nuevo.",
    relay: ({ trouble }) => relay[trouble],
    relay_not_kept: (parts) =>
      `${keychain[parts.keychain]} La sesión del relay no se puede guardar; no se cambió nada.`,
    set_by_policy:
      "Su organización lo ha fijado y solo su administrador puede cambiarlo. No se ha cambiado nada.",
    lacks_disposition: "Elija cómo terminó la llamada (teclas 1-9).",
    lacks_notes: "Este resultado pide notas.",
    lacks_confirmation: "Confirme primero quién llama.",
    lacks_pick: "Elija primero quién llama.",
    lacks_field: ({ label }) => `Hay que rellenar ${label}.`,
  },
  keychainTrouble: keychain,
  databaseTrouble: {
    what: (trouble) => database(trouble)[0],
    todo: (trouble) => database(trouble)[1],
  },
};
