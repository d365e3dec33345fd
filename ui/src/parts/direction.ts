/** For `dir` of a field that anybody types into: as the text is, and as the window is while there is none. */
export const directionOf = (text: string): "auto" | undefined => (text === "" ? undefined : "auto");
