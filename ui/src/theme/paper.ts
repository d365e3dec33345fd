/** Colours of a saved picture, which is always dark on light and cannot ask a style sheet. */
export const PAPER = {
  ground: "#ffffff",
  title: "#13171c",
  text: "#434d58",
  tones: { 1: "#0b5cd6", 2: "#b26a00", 3: "#76838f" },
} as const;
