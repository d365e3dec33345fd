import type { Words } from "../en/en";

/** Spanish: the link to a relay. */
export const relay: Pick<Words, "relay"> = {
  relay: {
    title: "Relay",
    lead: "Un relay recibe las llamadas de todo el equipo y le entrega las suyas, también las que llegaron con este equipo apagado.",
    states: {
      off: "Sin usar",
      connecting: "Conectando",
      up: "Conectado",
      waiting: "Sin conexión",
      sign_in_needed: "Falta iniciar sesión",
      signing_in: "Esperando al navegador",
      stopped: "Detenido",
    },
    upAs: (person: string, relay: string) => `como ${person}, en ${relay}`,
    tells: {
      calls:
        "Quienes le supervisan ven en su historial sus llamadas, sus resultados y qué registros se escribieron.",
      calls_and_notes:
        "Quienes le supervisan ven en su historial sus llamadas, sus resultados, sus notas, lo que se le mostró y qué se escribió.",
    },
    fallback: "(un proxy no deja pasar WebSocket; las llamadas llegan igualmente)",
    signInLead: "Su org le dice al relay quién es usted. Ninguna contraseña le llega.",
    browser: "Si no se abrió el navegador, abra esta dirección",
    address: "Dirección del relay",
    addressHint:
      "La da su administrador, por ejemplo https://relay.example.com. Vacía: las llamadas llegan solo por la puerta de este equipo.",
    connect: "Guardar y conectar",
    leave: "Dejar como estaba",
    signIn: "Iniciar sesión en el relay",
    tryNow: "Intentar ahora",
    disconnect: "Desconectar",
    parked: {
      title: "Aún para nadie",
      lead: "Lo que llegó para alguien a quien el relay no conoce. Queda guardado; en cuanto el equipo del relay tenga el nombre que falta, llega a su persona.",
      none: "Todo lo que llegó encontró a su persona.",
      at: (relays, total) => `${total === 1 ? "1 espera" : `${total} esperan`} en ${relays}.`,
      silent: (relays) =>
        `${relays} no responde: falta aquí lo que espera allí. Compruebe si está en marcha.`,
      oldest: (n) => `Los ${n} más antiguos:`,
      again: "Mirar de nuevo",
      looked: (placed, still, relays) =>
        `Se miró de nuevo en ${relays}: ${placed} van camino de su persona, ${still} siguen esperando.`,
      reasons: {
        unknown_agent: "Nadie del equipo tiene este nombre. Añádalo a los nombres de alguien.",
        unmapped_campaign: "No nombra a nadie y ninguna regla es para esta campaña. Añada una.",
        unassigned: "No nombra a nadie y ninguna regla encaja. Añada una, por ejemplo para su cola.",
        unknown_extension:
          "La nota de un traspaso es para una extensión que nadie tiene. Añádala a los nombres de alguien.",
        unassigned_record:
          "Ninguna regla es para este objeto y su propietario no está en el equipo. Añada una.",
        unclaimed: "Nadie lo recogió a tiempo. El puesto estaba apagado, o la persona ya no está.",
      },
      other: (reason) => `Por otro motivo: ${reason}`,
      names: {
        agent: "Agente",
        handed_over_to: "Traspasado a",
        queue: "Cola",
        campaign: "Campaña",
        company_number: "Su número",
        object: "Objeto",
        record: "Registro",
        call: "Llamada",
        relay: "Guardado en",
      },
    },
  },
};
