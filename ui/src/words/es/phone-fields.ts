import type { Words } from "../en/en";

/** Spanish: which fields are searched for a caller's number. */
export const phoneFields: Pick<Words, "phoneFields"> = {
  phoneFields: {
    tab: "Campos de teléfono",
    title: "Campos de teléfono en los que se busca",
    lead: "A quien llama se le busca en estos campos. Si varios tienen el número, el primero se da como motivo. Marque «Confirmar antes» donde un número pueda ser de otra persona: esa coincidencia queda oculta hasta que el agente la confirme. Nada vale hasta que lo ponga en vigor.",
    confirm: "Confirmar antes",
    none: "Ningún campo: ninguno de estos registros se encuentra por su número.",
    full: (most) => `Una búsqueda no puede preguntar por más de ${most} campos.`,
    standard: "Volver a los campos estándar",
    text: (label) => `${label} (texto)`,
    standing: {
      spellings: "Un campo de texto: los números se encuentran solo en sus formas habituales.",
      absent: "Queda fuera: su organización no tiene este campo, o su usuario no puede verlo.",
      no_numbers: "Queda fuera: en un campo de este tipo no se pueden encontrar números.",
    },
  },
};
