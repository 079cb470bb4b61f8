import { normalise } from '../normalise.ts';
import type { Options } from '../options.ts';
import { type Distance, negated, type Picked, pickOne } from './choice.ts';

/** Stands where a label was found. */
const taken = '\u0000';

/** Where a label stands as whole words in a text, or -1. */
function placeOf(label: string, text: string): number {
  const at = text.toLowerCase().indexOf(label.toLowerCase());
  const inWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return at < 0 || inWord(text[at - 1]) || inWord(text[at + label.length]) ? -1 : at;
}

/** Several options in one reply, and the piece that was not understood, if one was not. */
export function pickSeveral(text: string, options: Options, distance: Distance): { picked: Picked[]; unknown: string | null } {
  const whole = pickOne(text, options, distance);
  if (whole?.sure) return { picked: [whole], unknown: null };
  const picked = new Map<string, Picked>();
  const add = (found: Picked) => picked.has(found.pick.value) || picked.set(found.pick.value, found);
  const folded = normalise(text);
  if (/^(all|all of (them|it|these|those)|everything|every one)$/.test(folded)) {
    for (const pick of options.list) add({ pick, sure: false });
    return { picked: [...picked.values()], unknown: null };
  }
  // Whole labels first: some of them have "and" or a comma inside. Words beside a label ("I'd like policing") are passed over, and said back.
  let rest = text;
  for (const pick of [...options.list].sort((a, b) => b.label.en.length - a.label.en.length))
    for (const label of Object.values(pick.label)) {
      const at = label.length > 3 ? placeOf(label, rest) : -1;
      if (at >= 0) {
        add({ pick, sure: true });
        rest = rest.slice(0, at) + taken + rest.slice(at + label.length);
      }
    }
  // Only a name that says "not" itself, such as "not sur", is known in such a reply.
  if (negated(rest)) return { picked: whole ? [whole] : [], unknown: null };
  const pieces = rest.split(/[,;&+/\n]|\band\b|\bor\b|\balso\b|\bplus\b/iu).filter((piece) => normalise(piece));
  let unknown: string | null = null;
  let passedOver = false;
  for (const piece of pieces) {
    const found = pickOne(piece, options, distance);
    const words = normalise(piece).split(' ');
    const single = found ? [found] : words.map((word) => (/^(\d{1,2}|\p{L})$/u.test(word) ? pickOne(word, options, distance) : null));
    if (single.every((one) => one !== null)) for (const one of single) add(one);
    else if (piece.includes(taken)) passedOver = true;
    else unknown ??= piece.trim();
  }
  if (picked.size === 0 && whole) return { picked: [whole], unknown: null };
  return {
    picked: options.list.flatMap((pick) => picked.get(pick.value) ?? []).map((one) => (passedOver ? { ...one, sure: false } : one)),
    unknown,
  };
}
