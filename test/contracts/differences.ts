/**
 * What differs from door to door. Nothing else does: test/contracts/script.ts lets a door differ in what is named here, and in no more, and
 * docs/channels.md shows the same as a table.
 */

export const doorNames = ['web', 'terminal', 'slack', 'teams', 'text'] as const;
export type DoorName = (typeof doorNames)[number];

interface Difference {
  /** As the table names it. */
  what: string;
  /** How it is at each door, in a few words. */
  at: Record<DoorName, string>;
  /** Doors at which the suite lets go of something because of it. */
  lets?: DoorName[];
  /** Phrases that a door says for it and the desk does not, by their ids in the door's own words. */
  own?: Partial<Record<DoorName, string[]>>;
}

const choices = 'A button; boxes where several fit; a menu for more than 11';

const list = {
  'nothing to press': {
    what: 'Picking a choice',
    at: {
      web: 'A button; boxes where several fit',
      terminal: 'Its number or its words',
      slack: choices,
      teams: choices,
      text: 'Its number or its words',
    },
    lets: ['terminal', 'text'],
    own: { text: ['type_several', 'type_skip'] },
  },
  '0 to 10 is not listed': {
    what: 'From 0 to 10',
    at: { web: 'A row of numbers', terminal: 'Typed, not listed', slack: 'Buttons', teams: 'Buttons', text: 'Typed, not listed' },
    lets: ['terminal', 'text'],
  },
  'long choices': {
    what: 'A choice of more than 75 letters',
    at: { web: '', terminal: '', slack: 'Cut on its button, and whole as a numbered line', teams: '', text: '' },
    lets: ['slack', 'teams'],
  },
  'in pieces': {
    what: 'A long text',
    at: { web: '', terminal: '', slack: '', teams: '', text: '' },
    lets: ['slack', 'teams', 'text'],
  },
  'which question': {
    what: 'Which question of how many',
    at: {
      web: 'Above the choices',
      terminal: 'In brackets below the choices',
      slack: 'Below the question',
      teams: 'Below the question',
      text: 'Not shown',
    },
    own: { terminal: ['question'], slack: ['progress'], teams: ['progress'], text: ['progress'] },
  },
  'what was picked': {
    what: 'After a press',
    at: {
      web: 'It is shown as their message',
      terminal: '',
      slack: 'The buttons go, and what was picked stands there',
      teams: '',
      text: '',
    },
    own: { slack: ['picked'], teams: ['picked', 'answered', 'answered_before'] },
  },
  'a copy': {
    what: 'The file after MY DATA',
    at: { web: 'A link', terminal: 'The line /copy page', slack: 'Two buttons', teams: '', text: '' },
    own: { terminal: ['copy_offer'], slack: ['copy_intro'], teams: ['copy_intro'], text: ['copy_elsewhere'] },
  },
  'after STOP': {
    what: 'After STOP',
    at: {
      web: 'A note and a button to start again',
      terminal: 'A line that says so',
      slack: 'The Home tab says so, with a button',
      teams: '',
      text: '',
    },
    own: { web: ['stopped'], terminal: ['stopped'] },
  },
  'first words': {
    what: 'First of all',
    at: { web: '', terminal: 'A line about typing', slack: '', teams: '', text: '' },
    own: { terminal: ['hint', 'bye'] },
  },
  'what comes by itself waits': {
    what: 'What comes by itself, such as a survey',
    at: { web: 'At once where the page is open', terminal: 'With the next answer', slack: 'At once', teams: 'At once', text: 'At once' },
    lets: ['terminal'],
  },
  'too long stays in the box': {
    what: 'More than 2,000 letters',
    at: { web: 'Given back to be made shorter', terminal: '', slack: '', teams: '', text: '' },
    lets: ['web'],
    own: { web: ['too_long'] },
  },
  'erased again': {
    what: 'Erased, and sent again',
    at: { web: '', terminal: '', slack: '', teams: '', text: '' },
    own: { web: ['erased'] },
  },
} satisfies Record<string, Difference>;

export type DifferenceId = keyof typeof list;
export const differences: Record<DifferenceId, Difference> = list;

export const permits = (door: DoorName, id: DifferenceId) => differences[id].lets?.includes(door) ?? false;
export const ownPhrases = (door: DoorName): string[] => Object.values(differences).flatMap(({ own }) => own?.[door] ?? []);
