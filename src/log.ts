import { type DestinationStream, type Logger, pino } from 'pino';

/** A log of what the program does: fixed sentences and counts. Never a name, an address of a person, or a word that somebody typed. */
export type Log = Logger;

/**
 * Where it happened and what kind it was. The message of an error is left out: a driver's or a parser's may hold what a person wrote.
 */
export function harmless(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { stack = '', message } = error;
  // A message may have lines that look like a place.
  const after = message ? stack.indexOf(message) + message.length : 0;
  const at = stack
    .slice(after)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { kind: error.name, code: (error as { code?: unknown }).code, at };
}

/** @param to the terminal or a file; standard output if not given */
export function createLog(to?: DestinationStream): Log {
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { err: harmless, error: harmless },
  };
  return to ? pino(options, to) : pino(options);
}
