import type { Words } from "../en/en";

/** Spanish: which fields the pop shows. */
export const popFields: Pick<Words, "popFields"> = {
  popFields: {
    tab: "Campos de la ficha",
    title: "Más campos de quien llama",
    lead: "Nombre, empresa, correo, propietario y estado están siempre. Añada lo que su equipo necesita antes de saludar, como el nivel de soporte.",
    choose: "Elija un campo…",
    add: "Añadir un campo",
    ofParents: "Campos de registros superiores",
    none: "Ningún campo más.",
    remove: "Quitar",
    up: "Subir",
    full: (most) => `Más de ${most} campos no se leen de un vistazo.`,
    signInFirst: "Inicie sesión en Salesforce primero: los campos vienen de su organización.",
  },
};
