import type { Words } from "../en/en";

/** Spanish: the first steps. */
export const firstRun: Pick<Words, "firstRun"> = {
  firstRun: {
    title: "Primeros pasos",
    progress: "Pasos",
    isDone: "hecho",
    isOpen: "aún sin hacer",
    step: {
      sign_in: "Iniciar sesión",
      phones: "Sistema telefónico",
      test_call: "Llamada de prueba",
      keys: "Teclas",
    },
    heading: {
      sign_in: "Iniciar sesión en Salesforce",
      phones: "¿Qué sistema telefónico tiene su empresa?",
      test_call: "¿Llegan las llamadas a este equipo?",
      keys: "Una llamada con el teclado",
      end: "Esto está configurado",
    },
    later: "Más tarde",
    next: "Siguiente",
    skip: "Omitir este paso",
    phonesLead:
      "Sus llamadas llegan a esta ventana. Elíjalo e introduzca lo que necesita; los demás siguen siendo posibles.",
    provider: "Sistema telefónico",
    ways: { five9: "Five9", aircall: "Aircall", switch: "Otro sistema telefónico" },
    wayHints: {
      five9: "Conectores web del navegador del agente, o un middleware",
      aircall: "Webhooks, y la API para llamar",
      switch: "Webhooks firmados, y cualquier API REST para llamar",
    },
    byAdmin: "Configurado por su empresa",
    waysReady: (names) => `Listo: ${names}.`,
    waysDoor: "Las llamadas llegan por la puerta de este equipo.",
    testLead:
      "Una llamada de prueba va de este equipo por su propia puerta, como las de un sistema telefónico. O llame a su propio número desde otro teléfono. Nada de una llamada de prueba va a Salesforce.",
    place: "Hacer una llamada de prueba",
    lessonLead:
      "Esta llamada es para practicar: nada de ella se guarda ni se envía. Las teclas son las de verdad.",
    practice: "Llamada de práctica",
    practiceCaller: "Robin Ejemplo, Empresa Ejemplo",
    practiceWhy: "Aquí está siempre quién llama y por qué Callside lo cree.",
    press: (key) => `Pulse ${key}:`,
    keyDoes: {
      notes: "escribir notas.",
      blur: "salir de las notas. Lo escrito se queda.",
      pick: "decir cómo terminó la llamada.",
      save: "guardar y terminar.",
      find: "buscar a quien llama.",
      back: "un paso atrás, desde cualquier pantalla.",
      team: "ver los números de su equipo.",
      setup: "ver la configuración.",
    },
    count: (n, all) => `Tecla ${n} de ${all}`,
    notThatOne: (key) => `Esa era otra tecla. Se pide ${key}.`,
    learnt: "Estas son las teclas de una llamada entera. Las demás están en la hoja de teclas.",
    again: "Otra vez",
    doIt: "Hacerlo ahora",
    goOn: "Cómo seguir",
    comeBack: "Estos pasos no vuelven solos. Ajustes, Primeros pasos, los muestra.",
    finish: "Terminar",
    settingsLead:
      "Inicio de sesión, sistema telefónico, llamada de prueba y una lección sobre las teclas, uno tras otro.",
    open: "Abrir los primeros pasos",
    goOnHere: "Seguir con los primeros pasos",
  },
};
