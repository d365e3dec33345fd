import type { Words } from "../en/en";

/** Español: lo que saben las centralitas, lo que ofrecen para la configuración y los códigos de Sticky Calls. */
export const phoneRecords: Pick<Words, "phoneRecord" | "phoneLists" | "memoryCodes"> = {
  phoneRecord: {
    show: (system) => `Qué sabe ${system}`,
    asking: "Preguntando…",
    contacts: "En su agenda",
    none: "Su agenda no tiene este número.",
    add: (system) => `Añadir a ${system}`,
    timeline: "Qué pasó",
    tags: "Etiquetas",
    comments: "Comentarios",
    close: "Cerrar",
  },
  phoneLists: {
    people: "Usuarios",
    peopleLead: "Quien tiene el mismo correo en Salesforce es la misma persona.",
    list: "Listar",
    listing: "Preguntando…",
    name: "Nombre",
    email: "Correo",
    id: "Id",
    takesCalls: "Atiende llamadas",
    me: "Soy yo",
    isMe: "usted",
    team: "Para el equipo del relay",
    none: "No hay ninguno.",
    campaign: "Campaña de las llamadas",
    campaignHint: "Vacío: decide su middleware.",
    campaigns: "Campañas en Five9",
    dispositionsLead: "Un resultado puesto en Five9 se propone aquí.",
    theirs: "Resultado en Five9",
    push: "Poner el resultado en Five9 tras el cierre",
  },
  memoryCodes: {
    number: (kind) =>
      ({ mobile: "su móvil", landline: "su teléfono fijo", voip: "su número de internet" })[kind] ??
      "su número",
    external: "uno de sus ids propios",
    reference: "su referencia",
    recent: (days) =>
      days === 1 ? "una llamada en el último día" : `una llamada en los últimos ${days} días`,
    levels: { very_low: "muy baja", low: "baja", medium: "media", high: "alta", very_high: "muy alta" },
    advice: { ignore: "tratar como nuevo", verify: "verificar antes", reuse: "seguir desde la última vez" },
    status: { open: "pendiente", resolved: "resuelto", abandoned: "abandonado" },
  },
};
