/**
 * What the engine needs to read everyday language and does not know itself. `language/` implements it with outside libraries;
 * the engine stays without any. All pure: the same text always reads the same.
 */
export interface Readers {
  /** Edits (insert, delete, replace a letter) between two words. */
  distance(a: string, b: string): number;
  /** A date in British English ("3rd of May", "03/04/2010", "last Tuesday") as YYYY-MM-DD; null when it is none, or only half of one. */
  date(text: string, now: Date): string | null;
  /** A United Kingdom phone number (or an international one with +) in E.164; null when it cannot be one. */
  phone(text: string): string | null;
}
