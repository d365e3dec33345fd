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
  },
};
