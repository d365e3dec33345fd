/** Explicit controls of direction: embeddings, overrides and isolates (Unicode Standard Annex 9, 2). */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** A text without controls of direction, which could reach past its end in a sentence. Marks (LRM, RLM) stay: they cannot. */
export function contained(text: string): string {
  return text.replace(CONTROLS, "");
}
