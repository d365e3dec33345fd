import type { Words } from "../en/en";

/** Spanish: what rules on the machine. */
export const policy: Pick<Words, "policy"> = {
  policy: {
    title: "Directiva de este equipo",
    lead: "Lo que fija su organización está por encima de lo que usted ajusta. El candado lo indica.",
    none: (place) => `Aquí no hay ninguna directiva (${place}).`,
    found: (place) => `Leída de ${place} al iniciar Callside.`,
    locked: "Fijado por su organización",
    ignored: "Una parte de la directiva no se tiene en cuenta. Dígaselo a su administrador.",
    setting: "Ajuste",
    value: "Valor",
    from: "Fijado por",
    empty: "Sin valor",
    layer: { default: "De fábrica", person: "Usted", policy: "Su organización" },
    names: {
      admin_permission_sets: "Conjuntos de permisos de administradores",
      after_call_seconds: "Tiempo tras una llamada en segundos",
      api_version: "Versión de la API",
      bring_in_calls: "Llamadas anteriores de Salesforce",
      card_numbers: "Números de tarjeta en las notas",
      client_id: "Consumer key",
      compact_window: "Ventana compacta",
      configuration_key: "Clave de los archivos de configuración",
      flags_for_agents: "Los agentes ven las marcas",
      home_region: "Región de origen",
      keep_calls_days: "Días que se conservan las llamadas",
      keep_copies_days: "Días que se conservan las copias de Salesforce",
      keep_diagnostics_days: "Días que se conservan los diagnósticos",
      mask_screens: "Pantallas ocultas",
      quality_flags: "Marcas de revisión de calidad",
      relay_address: "Dirección del relé",
      role: "Función",
      secrets_file: "Secretos en un archivo",
      settling_seconds: "Segundos hasta reenviar una escritura perdida",
      supervisor_permission_sets: "Conjuntos de permisos de supervisores",
      toast: "Aviso de llamadas",
      undo_seconds: "Segundos para deshacer un cierre",
      watch_seconds: "Segundos entre consultas de objetos vigilados",
    },
    faults: {
      writable: (p) =>
        `Todo: otros además del administrador pueden escribir en ${p.place}. Solo root debe poseerlo y escribir en él.`,
      unreadable: (p) => `Todo: no se puede leer ${p.place}. Todos deben poder leerlo.`,
      too_large: "Todo: el archivo ocupa más de 256 KB.",
      malformed: (p) => `Todo: el archivo no es un objeto JSON (línea ${p.line}).`,
      not_ours: "Todo: al archivo le falta «callside_policy»: 1.",
      newer: (p) =>
        `Todo: el archivo es de la versión ${p.found} y este Callside lee la versión 1. Actualice antes Callside.`,
      unsigned: (p) => `Todo: falta la firma ${p.place}.`,
      forged: "Todo: la firma no corresponde al archivo.",
      bad_key: (p) => `Todo: ${p.place} no es una clave pública.`,
      unknown: (p) =>
        p.nearest === null
          ? `No existe ningún ajuste ${p.key}.`
          : `No existe ningún ajuste ${p.key}. ¿Querían decir ${p.nearest}?`,
      twice: (p) => `${p.key} aparece dos veces; ninguna cuenta.`,
      not_allowed: (p, allowed) => `${p.key} debe ser ${allowed}.`,
    },
    allowed: {
      flag: "true o false",
      number: (p) => `un número entero de ${p.least} a ${p.most}`,
      choice: (p) => `uno de ${p.words.join(", ")}`,
      region: "dos letras mayúsculas de un país, como ES",
      api_version: "una versión desde la 59.0, como 62.0",
      word: "una palabra sin espacios",
      https: "una dirección que empiece por https://",
      public_key: "una clave pública Ed25519 en base64",
      texts: (p) => `una lista de ${p.most} nombres de API como máximo`,
    },
  },
};
