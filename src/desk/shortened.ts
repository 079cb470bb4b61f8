/** The beginning of a text, enough to know it again. @param most letters, with the … that stands for the rest */
export const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
