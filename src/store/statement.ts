/** A place in a statement's text, written `@name`: its PostgreSQL type, and where its value comes from. */
export type Places<Source> = Record<string, readonly [type: string, value: (source: Source) => unknown]>;

/** A statement whose places have been numbered. */
export interface Statement<Source> {
  text: string;
  params(source: Source): unknown[];
}

/** Numbers the places of a statement. Costs some work: the result is to be kept. */
export function statementOf<Source>(text: string, places: Places<Source>): Statement<Source> {
  const used: string[] = [];
  const numbered = text.replace(/@([a-z0-9_]+)/g, (_, name: string) => {
    const place = places[name];
    if (!place) throw new Error(`A statement names @${name}, which nobody gives a value.`);
    if (!used.includes(name)) used.push(name);
    return `$${used.indexOf(name) + 1}::${place[0]}`;
  });
  const values = used.map((name) => (places[name] as Places<Source>[string])[1]);
  return { text: numbered, params: (source) => values.map((value) => value(source)) };
}
