/** An age after "vor" and "seit": two days are "2 Tage alt", but "vor 2 Tagen". */
export const dative = (age: string): string => age.replace(/ Tage$/, " Tagen");
