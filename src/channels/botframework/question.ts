import type { Prompt } from '../../desk/ports.ts';
import { cleanText, wellFormed } from '../clean-text.ts';
import { groupsOf } from '../groups.ts';
import { type Action, type ActionSet, actionSet, aside, button, choice, type Data, type Element } from './card.ts';
import { limits, ours } from './limits.ts';
import type { Surface } from './surface.ts';
import type { Words } from './words.ts';

/**
 * A question's ways to answer without typing. What each sends names the question, so that an old button is never taken for an answer to the next,
 * and carries what was read, because nobody shows us the card again that was pressed.
 */

/** `said`: the text above; `labels`: of the choices. Neither where there is no room for it. */
export interface Carried {
  said: string | null;
  labels: boolean;
}

/** Under which id the ticked values come: they are joined by commas. */
export const picks = 'picks';

/** Whether every choice can be told from the others when it comes back. What can't be can be typed, by its number too. */
export const canBePressed = ({ id, options, many }: Prompt): boolean =>
  wellFormed(id) === id &&
  new Set(options.map(({ value }) => value)).size === options.length &&
  options.every(
    ({ value, label }) => value !== '' && wellFormed(value) === value && cleanText(label) !== '' && !(many && value.includes(',')),
  );

/** Side by side where they are short and few. */
export function rowsOf(actions: Action[]): ActionSet[] {
  const letters = actions.reduce((sum, { title }) => sum + title.length, 0);
  const rows = letters <= ours.rowLetters ? groupsOf(actions, limits.setActions) : actions.map((one) => [one]);
  return rows.map((row, at) => (at === 0 ? actionSet(row) : { ...actionSet(row), spacing: 'Small' }));
}

/** Nothing where it is answered by words alone, and can't be skipped. */
export function asked(prompt: Prompt, words: Words, surface: Surface, carried: Carried): Element[] {
  const { id, options, many, skip, progress } = prompt;
  const said = carried.said === null ? {} : { said: carried.said };
  const picked = (label: string) => (carried.labels ? { picked: cleanText(label) } : {});
  const answer = (more: object): Data => ({ onward: 'answer', prompt: id, ...more, ...said });

  const pressed = () =>
    rowsOf(
      options.map(({ value, label }) =>
        button(label, answer({ values: [value], ...picked(label) }), surface, { associatedInputs: 'none' }),
      ),
    );
  const ticked = (): Element[] => {
    const labels = carried.labels ? { labels: Object.fromEntries(options.map(({ value, label }) => [value, cleanText(label)])) } : {};
    const long = options.some(({ label }) => label.length > ours.buttonLetters);
    return [
      {
        type: 'Input.ChoiceSet',
        id: picks,
        label: words(many ? 'pick_several' : 'pick_one'),
        isRequired: true,
        errorMessage: words(many ? 'pick_some' : 'pick_first'),
        isMultiSelect: many,
        style: many || long ? 'expanded' : 'compact',
        wrap: true,
        choices: options.map(({ value, label }) => choice(label, value)),
      },
      actionSet([button(words('done'), answer(labels), surface)]),
    ];
  };

  const few = !many && options.length <= limits.setActions && options.every(({ label }) => label.length <= ours.buttonLetters);
  const ways = options.length === 0 ? [] : few ? pressed() : ticked();
  const past = skip
    ? [actionSet([button(words('skip'), answer({ skip: true, ...picked(words('skip')) }), surface, { associatedInputs: 'none' })])]
    : [];
  return ways.length + past.length === 0 ? [] : [...(progress ? aside(words('progress', progress)) : []), ...ways, ...past];
}
