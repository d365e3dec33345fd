import type { Words } from "../en/en";

/** Spanish: the clock after a call, do not disturb, and the keys. */
export const workday: Pick<Words, "workday"> = {
  workday: {
    afterCall: "Tiempo tras la llamada",
    left: (time) => `quedan ${time}`,
    over: (time) => `${time} de más`,
    overSaid: "El tiempo tras la llamada ha terminado. No se pierde nada; tómese lo que necesite.",
    extend: "+1 min",
    extended: "Un minuto más.",
    clock: "Reloj tras una llamada",
    clockHint: "Cuenta hacia atrás y se puede alargar. Cuando termina no pasa nada.",
    clockNone: "Sin reloj",
    quiet: "No molestar",
    quietOn: "No molestar está activo: las llamadas llegan a esta ventana y nada más avisa de ellas.",
    quietOff: "No molestar está inactivo.",
    quietHint: "Sin notificaciones, y la ventana no pide atención. Las llamadas llegan igualmente a ella.",
    keysTitle: "Teclas",
    keysLead: "Cada una de estas teclas puede ser otra. Las cifras, Intro, Esc y Ctrl K quedan como están.",
    change: "Cambiar",
    changeOf: (what) => `Cambiar la tecla: ${what}`,
    press: "Pulse la nueva tecla; Esc conserva la anterior",
    noKey: "sin tecla",
    taken: (key, what) => `${key} ya es la tecla de: ${what}.`,
    takeIt: "Tomarla igualmente",
    reserved: (key) => `${key} tiene un significado fijo. Pulse otra tecla.`,
    resetKeys: "Todas las teclas como al principio",
    keysReset: "Todas las teclas están como al principio.",
    changed: (what, key) => `${what}: ${key}`,
  },
};
