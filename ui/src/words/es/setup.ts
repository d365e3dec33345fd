import type { Words } from "../en/en";

/** Spanish: the frame of the setup; each part brings its own file of words. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    notAdmin: "Puede ver todo esto y probarlo. Solo un administrador de Callside puede cambiarlo.",
    signedFiles:
      "Su empresa solo admite archivos firmados: Automatizaciones, Como archivo. Aquí no se puede cambiar nada a mano.",
    title: "Configurar",
    lead: "Para administradores: lo que reciben todos los agentes de la empresa.",
    parts: "Partes de la configuración",
    org: "Comprobar la org",
  },
};
