/** Where the store says that something is not as it should be. Fixed sentences: never a person's words, an address or a driver's message. pino fits. */
export interface StoreLog {
  warn(sentence: string): void;
}
