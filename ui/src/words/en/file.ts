/** English: the configuration as a file. */
export const file = {
  file: {
    title: "Configuration file",
    text: "Text of the file",
    pick: "Take a file",
    copy: "Copy",
    save: "Save as a file",
    savedAs: (path: string) => `Saved as ${path}`,
    show: "Show what runs",
    signature: "Signature (Ed25519, base64)",
    signatureHint: "Only where your policy asks for one.",
    take: "Take it over",
    taken: "Taken. It runs from now on.",
    notTaken: "Nothing was changed. This has to be mended first:",
  },
};
