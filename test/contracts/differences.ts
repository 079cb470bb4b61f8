/**
 * What differs from door to door. Nothing else does: test/contracts/script.ts lets a door differ in what is named here, and in no more, and each of
 * these is a row of the table in docs/channels.md, word for word.
 */

/** `teams` has cards, `text` is any channel of Azure Bot Service that has none. */
export type DoorName = 'web' | 'slack' | 'teams' | 'text' | 'terminal';

interface Difference {
  /** The row of the table. */
  row: string;
  /** Its cells: web, Slack, Teams, others of Azure, terminal, our own email. */
  cells: [string, string, string, string, string, string];
  /** Doors at which the suite is less strict because of it. */
  lets?: DoorName[];
  /** Phrases that a door says for it and the desk does not, by their ids in the door's own words. */
  own?: Partial<Record<DoorName, string[]>>;
}

const list = {
  'nothing to press': {
    row: 'one choice',
    cells: [
      'buttons; a scale is picked and then sent',
      'buttons, up to 11; more in a menu',
      'buttons; long ones are ticked',
      'numbered: "2", or the words',
      'numbered',
      'behind a link',
    ],
    lets: ['terminal', 'text'],
    own: { text: ['type_several', 'type_skip'] },
  },
  '0 to 10 is not listed': {
    row: 'from 0 to 10',
    cells: ['a row of numbers', 'a row of buttons', 'a menu', 'typed, and not listed', 'typed, and not listed', 'behind a link'],
    lets: ['terminal', 'text'],
  },
  'long choices': {
    row: 'a choice too long for a button',
    cells: ['whole', 'cut at 75 letters, and whole in a numbered line', 'whole, to be ticked', 'whole', 'whole', '–'],
    lets: ['slack'],
  },
  'letters that look alike': {
    row: 'words that could be markup',
    cells: [
      'as they were typed',
      'as they were typed; no address beside them can be pressed',
      'as they were typed; in a choice to be ticked with letters that look alike',
      'as they were typed',
      'as they were typed',
      '–',
    ],
    lets: ['teams'],
  },
  'in pieces': {
    row: 'a long text',
    cells: ['one message', 'several, cut after a line or a word', 'the same', 'the same', 'one message', '–'],
    lets: ['slack', 'teams', 'text'],
  },
  'too long stays in the box': {
    row: 'more than 2,000 letters',
    cells: ['stays in the box, to be made shorter', 'asked for again, shorter', 'the same', 'the same', 'the same', '–'],
    lets: ['web'],
    own: { web: ['too_long'] },
  },
  'which question': {
    row: 'which question of how many',
    cells: ['above the choices', 'below the question', 'below the question', 'the last line', 'the last line', '–'],
    own: { terminal: ['question'], slack: ['progress'], teams: ['progress'], text: ['progress'] },
  },
  'what was picked': {
    row: 'after an answer',
    cells: [
      'the question stays as history',
      'its buttons go, and it says what was picked',
      'the card is put in place by one that says it',
      'nothing changes',
      'nothing changes',
      '–',
    ],
    own: { slack: ['picked'], teams: ['picked'] },
  },
  'a copy': {
    row: 'MY DATA as a file',
    cells: [
      'a download, once, 15 minutes',
      'two buttons: the file comes into the chat',
      'two buttons: the file goes into their own OneDrive, if they allow it',
      'none: CODE, and then on the web page',
      '`/copy page` or `/copy data`: a new file',
      '–',
    ],
    own: { terminal: ['copy_offer'], slack: ['copy_intro'], teams: ['copy_intro'], text: ['copy_elsewhere'] },
  },
  'a record': {
    row: 'MY RECORD as a file',
    cells: [
      'a download, once, 15 minutes',
      'a button: the file comes into the chat',
      'a button: the file goes into their own OneDrive, if they allow it',
      'none: CODE, and then on the web page',
      '`/copy record`: a new file',
      '–',
    ],
    own: { terminal: ['record_offer'], slack: ['record_intro'], teams: ['record_intro'], text: ['record_elsewhere'] },
  },
  'what comes by itself waits': {
    row: 'invitations and reminders',
    cells: ['when they look; by email with a yes to it', 'pushed', 'pushed', 'pushed', 'when they look', 'pushed'],
    lets: ['terminal'],
  },
  'after STOP': {
    row: 'after STOP',
    cells: [
      'a note, and a button to start again',
      'the same, on the Home tab',
      'said once when they come again',
      'the same',
      'a line below what is said',
      'nothing',
    ],
    own: { web: ['stopped'], terminal: ['stopped'] },
  },
  'first of all': {
    row: 'before the first question',
    cells: ['nothing', 'nothing', 'nothing', 'nothing', 'a line about typing', '–'],
    own: { terminal: ['hint'] },
  },
  'erased, and sent again': {
    row: 'the words that erased somebody, sent again',
    cells: ['that nothing is kept is said again', 'nothing', 'nothing', 'nothing', 'there is no way', '–'],
    own: { web: ['erased'] },
  },
  'a second press': {
    row: 'the same button twice',
    cells: ['nothing', 'nothing', 'says that it was answered', 'there are none', 'there are none', '–'],
    own: { teams: ['answered_before'] },
  },
} satisfies Record<string, Difference>;

export type DifferenceId = keyof typeof list;
export const differences: Record<DifferenceId, Difference> = list;

export const permits = (door: DoorName, id: DifferenceId) => differences[id].lets?.includes(door) ?? false;
export const ownPhrases = (door: DoorName): string[] => Object.values(differences).flatMap(({ own }) => own?.[door] ?? []);

export const rowOf = ({ row, cells }: Difference): string => `| **${row}** | ${cells.join(' | ')} |`;
