import type { Words } from "../en/en";

/** Spanish: the frame of the setup; each part brings its own file of words. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    title: "Configurar",
    lead: "Para administradores: lo que reciben todos los agentes de la empresa.",
    parts: "Partes de la configuración",
    org: "Comprobar la org",
  },
};
