/** Columns of a list, and how else headings call them: in small letters, and letters alone. */
const called = {
  name: ['fullname', 'preferredname', 'firstname'],
  email: ['emailaddress', 'mail'],
  phone: ['phonenumber', 'mobile', 'mobilenumber', 'telephone'],
  age_band: ['age'],
  place: [],
  person: ['personid', 'onwardid'],
  role: ['stage', 'job', 'jobtitle', 'position'],
  since: ['start', 'startdate', 'startedon', 'from'],
  until: ['end', 'enddate', 'endedon', 'to', 'leftbefore'],
  first: ['firstsession', 'firstproject', 'firstsessionorproject', 'camethroughprojects', 'formerparticipant'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof called;

/** What a list of people may say, and what one of people and their roles may say beside it. */
export const personColumns = ['name', 'email', 'phone', 'age_band', 'place'] as const satisfies readonly Column[];
export const workColumns = ['person', 'role', 'since', 'until', 'first'] as const satisfies readonly Column[];

const folded = (heading: string) => heading.toLowerCase().replace(/[^a-z]/g, '');

/** "Age band", "AGE_BAND" and "e-mail" as columns are called; null for one that is not read. */
export function columnOf(heading: string, columns: readonly Column[]): Column | null {
  const text = folded(heading);
  return columns.find((column) => column.replace('_', '') === text || (called[column] as readonly string[]).includes(text)) ?? null;
}

/** Letters that may be wrong: two that changed places are two, and of a short word half is too much. */
const isNear = (far: number, name: string) => far <= 2 && far * 2 <= name.length;

/** What somebody may have meant, with a slip of the keys; null: nothing is near, or several things are as near. */
export function nearest<Meant>(
  text: string,
  names: { name: string; is: Meant }[],
  distance: (a: string, b: string) => number,
): Meant | null {
  const typed = folded(text);
  const near = names
    .map(({ name, is }) => ({ is, name, far: distance(typed, folded(name)) }))
    .filter(({ far, name }) => isNear(far, folded(name)));
  const least = Math.min(...near.map(({ far }) => far));
  const found = new Set(near.filter(({ far }) => far === least).map(({ is }) => is));
  return found.size === 1 ? ([...found][0] as Meant) : null;
}

/** The column that a heading with a slip in it may mean; null: none. It is said, and never taken. */
export function columnNear(heading: string, columns: readonly Column[], distance: (a: string, b: string) => number): Column | null {
  const names = columns.flatMap((column) => [column, ...called[column]].map((name) => ({ name, is: column })));
  return nearest(heading, names, distance);
}
