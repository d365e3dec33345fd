import type { Words } from "../en/en";

/** Español: la configuración como archivo. */
export const file: Pick<Words, "file"> = {
  file: {
    title: "Archivo de configuración",
    text: "Texto del archivo",
    pick: "Tomar un archivo",
    copy: "Copiar",
    save: "Guardar como archivo",
    savedAs: (path) => `Guardado como ${path}`,
    show: "Mostrar lo que se ejecuta",
    signature: "Firma (Ed25519, base64)",
    signatureHint: "Solo donde su política la pide.",
    take: "Aplicar",
    taken: "Aplicado. Se ejecuta desde ahora.",
    notTaken: "No se cambió nada. Primero hay que corregir esto:",
  },
};
