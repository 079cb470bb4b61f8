import type { CommandField, CommandOutline } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { cut } from '../split.ts';
import { fitting } from './bisect.ts';
import { aside, bytesOf, type Card, card, choice, type Element, heading, type Input, inert, lines } from './card.ts';
import { limits, ours } from './limits.ts';
import type { At } from './sheet.ts';
import { someLines } from './some-lines.ts';
import type { Words } from './words.ts';

/** A command as a form. Pure. Each field is one input, whose id says how what comes back is read. */

/** `several`: values with commas between, as clients send what was ticked. */
export const kinds = ['one', 'flag', 'several'] as const;
export const ticked = 'yes';

/** A comma of its own would come back as two values. */
export const packed = (value: string) => value.replaceAll('%', '%25').replaceAll(',', '%2C');
export const unpacked = (value: string) => value.replaceAll('%2C', ',').replaceAll('%25', '%');

const labelOf = (what: string) => {
  const line = cleanText(what).replaceAll('\n', ' ');
  return cut(`${line.charAt(0).toUpperCase()}${line.slice(1)}`, ours.labelLetters);
};

const texts = (given: unknown): string[] =>
  (Array.isArray(given) ? given : given === undefined || given === null ? [] : [given]).map((one) => cleanText(String(one)));

/** What is drawn of it: how many choices of a field, and bytes of a text that was typed and is shown again. */
interface Room {
  choices: number;
  typed: number;
}

function inputOf({ name, what, kind, choices, required, given }: CommandField, words: Words, room: Room): Input {
  const labelled = { label: inert(labelOf(what)), ...(required && { isRequired: true }), errorMessage: words('form_needed') };
  const one = { id: `one:${name}`, ...labelled };
  const [text = ''] = texts(given);
  const typed = text !== '' && bytesOf(text) <= room.typed ? { value: text } : {};
  const options = choices
    .filter(({ value }, at) => value !== '' && choices.findIndex((other) => other.value === value) === at)
    .slice(0, room.choices);
  const picked = options.map(({ value }) => value).filter((value) => texts(given).includes(cleanText(value)));
  switch (kind) {
    case 'number':
      return { type: 'Input.Number', ...one, ...(/^-?\d{1,9}$/.test(text) && { value: Number(text) }) };
    case 'date':
      return { type: 'Input.Date', ...one, ...(/^\d{4}-\d\d-\d\d$/.test(text) && { value: text }) };
    case 'flag':
      return {
        type: 'Input.Toggle',
        id: `flag:${name}`,
        ...labelled,
        title: inert(words('form_yes')),
        valueOn: ticked,
        valueOff: 'no',
        value: given === true ? ticked : 'no',
      };
    case 'choice': {
      if (options.length === 0) return { type: 'Input.Text', ...one, ...typed };
      const style = options.length > ours.searched ? 'filtered' : 'compact';
      const [value] = picked;
      return {
        type: 'Input.ChoiceSet',
        ...one,
        style,
        choices: options.map(({ value, label }) => choice(cut(label, ours.labelLetters), value)),
        ...(value !== undefined && { value }),
      };
    }
    case 'choices':
      if (options.length === 0) return { type: 'Input.Text', ...one, ...typed };
      return {
        type: 'Input.ChoiceSet',
        id: `several:${name}`,
        ...labelled,
        isMultiSelect: true,
        wrap: true,
        style: options.length > ours.boxes ? 'compact' : 'expanded',
        choices: options.map(({ value, label }) => choice(cut(label, ours.labelLetters), packed(value))),
        ...(picked.length > 0 && { value: picked.map(packed).join(',') }),
      };
    case 'long text':
    case 'file':
      return { type: 'Input.Text', ...one, isMultiline: true, ...typed };
    case 'text':
      return { type: 'Input.Text', ...one, ...typed };
  }
}

export interface FormNotes {
  /** Why it could not be done as it was. */
  note?: string | undefined;
  /** What is wrong with which field. */
  faults?: Record<string, string> | undefined;
  /** Where it was asked for. */
  at?: At | undefined;
}

/** @param id of this showing of it: what comes back with it twice is done once */
export function formCard(outline: CommandOutline, words: Words, id: string, { note, faults = {}, at }: FormNotes = {}): Card {
  const { name, summary, fields } = outline;
  const data = { onward: 'form', name, id, ...(at && { at }) };
  const draw = (room: Room): Card => {
    const lost = fields.some(({ given, choices }) => choices.length === 0 && bytesOf(texts(given)[0] ?? '') > room.typed);
    const left = fields.some(({ choices }) => choices.length > room.choices);
    const shown = ({ name: field }: CommandField): Element[] => {
      const fault = Object.hasOwn(faults, field) ? faults[field] : undefined;
      return fault ? heading(labelOf(fault)) : [];
    };
    return card(
      [
        ...lines(labelOf(summary)),
        ...someLines(note ?? '', ours.noteBytes, heading).body,
        ...fields.flatMap((field) => [...shown(field), inputOf(field, words, room)]),
        ...(lost ? aside(words('form_too_long')) : []),
        ...(left ? aside(words('cut_off')) : []),
      ],
      [{ type: 'Action.Submit', title: words('form_submit'), data }],
      { fallbackText: cut(labelOf(summary), ours.fallback) },
    );
  };
  const longest = Math.max(0, ...fields.map(({ choices }) => choices.length));
  const fits = (room: Room) => bytesOf(draw(room)) <= limits.cardBytes;
  const most = Math.min(longest, ours.choices);
  // A long text goes before the last choices do: it can be pasted again.
  const typed = fits({ choices: Math.min(most, ours.boxes), typed: ours.typedBytes }) ? ours.typedBytes : ours.typedBytes / 20;
  return draw({ choices: fitting(most, (choices) => fits({ choices, typed })), typed });
}
