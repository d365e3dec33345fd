/** English: the guide inside of the window. */
export const help = {
  help: {
    title: "Help",
    lead: "The guide, inside of Callside: it answers without a network.",
    search: "What do you want to know?",
    all: "All pages",
    results: "Found in the guide",
    count: (n: number) => (n === 1 ? "1 place found" : `${n} places found`),
    none: (text: string) => `The guide says nothing of “${text}”. Try another word.`,
  },
};
