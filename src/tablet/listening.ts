import { createScreen, type ScreenRules } from '../safeguarding/index.ts';

/** LISTENING FOR DANGER where nobody reads what is said before it is sent. What is sent is screened again, by us. */

/**
 * @param rules where they lie
 * @returns whether somebody may be in danger by a text. The first takes a cheap tablet a second, so an empty one may be asked about before it. Where it
 * cannot be told, the answer is no: it must not cost anybody what they wrote.
 */
export function listener(rules: () => Promise<ScreenRules>): (text: string) => Promise<boolean> {
  let screen: Promise<ReturnType<typeof createScreen>> | null = null;
  return async (text) => {
    try {
      screen ??= rules().then(createScreen);
      return (await screen)(text) !== null;
    } catch {
      screen = null;
      return false;
    }
  };
}
