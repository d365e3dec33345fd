/** English: the compact window. */
export const compact = {
  compact: {
    enter: "Compact window",
    leave: "Full window",
    idle: "Calls show here as they come in.",
    unknown: "Not in Salesforce. The full window can make a new record.",
    isCompact: "The window is a small card above all others.",
    isFull: "The window is whole again.",
  },
};
