import { Misconfigured, readConfig } from '../../src/config/index.ts';

/** What is wrong with an environment: a sentence each. */
export function mistakesOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Misconfigured) return error.message.split('\n');
    throw error;
  }
  return [];
}
