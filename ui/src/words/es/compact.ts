import type { Words } from "../en/en";

/** Spanish: the compact window. */
export const compact: Pick<Words, "compact"> = {
  compact: {
    enter: "Ventana compacta",
    leave: "Ventana completa",
    idle: "Las llamadas aparecen aquí cuando llegan.",
    unknown: "No está en Salesforce. La ventana completa puede crear un registro.",
    isCompact: "La ventana es una tarjeta pequeña por encima de las demás.",
    isFull: "La ventana vuelve a estar completa.",
  },
};
