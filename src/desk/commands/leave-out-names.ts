import type { DeskParts } from '../parts.ts';

/** What a command is about, as far as it says whose name that brings: a person's own, or, of a concern, its person's. */
interface Subject {
  id: string;
  name?: string | null;
  person?: string;
}

/** Names that are words too, and what names are made of beside them. In a reason they are a name only where a capital says so, in mid-sentence. */
const words = new Set(
  `a an and angel april art august baby bay bear ben big bill bob bobby boss bright buddy cash chance chase christian cliff cody cook crystal dawn
  de dean del der destiny dj dot drew duke dusty earl ernest eve faith finish forest frank free gay gene glen good grace grant guy happy harmony
  harry heath heather hero holly honour hope hunter ivy jack jade jean jet job joy june justice king kit lane lee little lord love luck lucky mark
  mason max may melody mercy miles mo mr mrs ms my no old olive park pat patience pearl penny peter piper poppy precious prince princess queen rain
  ray red reed rich river rob robin rocky rose rosemary ruby rusty sage sandy sky smith star stone sue summer sunny the tom tony trinity true van
  victor victory violet von warren west will wren yes young`.split(/\s+/),
);

const isWord = (part: string) => words.has(part.toLowerCase());
const partsOf = (text: string) => text.normalize('NFKC').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];

/** Whether a text says one of the names of somebody, whole or in part. It errs towards letting a reason be. Pure. */
export function saysName(text: string, name: string): boolean {
  const folded = text.normalize('NFKC');
  return partsOf(name).some((part) => {
    if ([...part].length < 2) return false;
    const capital = part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
    const inside = String.raw`(?<=[\p{L}\p{N},]['’]?\s)${capital}(?![\p{L}\p{M}])`;
    const anywhere = String.raw`(?<![\p{L}\p{M}])${part}(?![\p{L}\p{M}])`;
    return isWord(part) ? new RegExp(inside, 'u').test(folded) : new RegExp(anywhere, 'iu').test(folded);
  });
}

/** Whether the reason for a command says the name of whom it is about. A reason stays for years, also when that person is deleted. */
export async function reasonNames({ store }: DeskParts, why: string | undefined, { id, name, person }: Subject): Promise<boolean> {
  if (!why) return false;
  const known = person === undefined ? [name] : [(await store.roles.ofPerson(person))?.name, (await store.concerns.kept(id))?.name];
  return known.some((one) => one && saysName(why, one));
}
