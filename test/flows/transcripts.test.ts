import { describe, expect, it } from 'vitest';
import { noPathway, type Session } from '../../src/engine/index.ts';
import { loadCatalogue } from '../../src/flows/index.ts';
import { type Line, transcript } from './chat.ts';

/**
 * Whole conversations, kept as files that read like a chat: whoever reviews a change to the words reads what a young person will see.
 * `npx vitest run test/flows -u` writes them again.
 */
const catalogue = loadCatalogue();

/** What somebody had agreed to before. */
const agreed = {
  yes: ['take_part', 'contact_email', 'reminders', 'quotes'],
  open: ['take_part', 'contact_email', 'reminders', 'quotes', 'photos'],
  changed: [],
};

const mentoring = { wants: false, offers: false, mayAsk: false, mayOffer: false, question: '', waits: '', paired: '', second: '' };

const chats: [name: string, flow: string, lines: Line[], given?: Pick<Session, 'agreed' | 'survey' | 'pathway' | 'mentoring'>][] = [
  [
    'an-adult-agrees-to-everything',
    'register-interest',
    [
      ['en'],
      'Sam',
      '19',
      ['community'],
      'Leeds',
      ['health', 'policing'],
      ['views', 'paid-work'],
      'a quiet room',
      'yes',
      ['email'],
      'sam@example.org',
      'yes',
      'yes',
      'yes',
      'yes',
      ['right'],
    ],
  ],
  ['under-13', 'register-interest', [['en'], 'Ali', "I'm 11"]],
  [
    'fourteen-with-a-parent-in-easy-read',
    'register-interest',
    [
      ['easy'],
      'Zoë',
      'fourteen',
      'my mum',
      'Jo',
      '07911 123456',
      ['rather-not-say'],
      'school',
      'idk',
      'skip',
      'here',
      'yes',
      'no',
      ['right'],
    ],
  ],
  [
    'in-a-secure-setting-through-a-key-worker',
    'register-interest',
    [
      ['en'],
      'Dee',
      ['16-17'],
      'yoi',
      ['safety', 'something-else'],
      'more visits',
      ['advisors'],
      'SKIP',
      ['supporter'],
      'Pat',
      'pat@example.org',
      'no',
      'yes',
      'yes',
      ['right'],
    ],
  ],
  ['everything-skipped', 'register-interest', [['en'], 'skip', 'skip', '22', 'skip', 'skip', 'skip', 'skip', 'skip', 'skip', ['right']]],
  [
    'second-thoughts',
    'register-interest',
    [
      ['en'],
      'Smy',
      'back',
      'Sam',
      'why',
      '19',
      'prison',
      'back',
      'home',
      'Leeds',
      'change',
      'name',
      'Sammy',
      'cops',
      'job',
      'skip',
      'no contact',
      'no',
      'change',
      'where you are',
      'secure',
      ['right'],
    ],
  ],
  [
    'hard-to-understand',
    'register-interest',
    [
      'what',
      'english pls',
      'Bo',
      'purple',
      'dunno',
      'old',
      '200',
      '20',
      'secure seting',
      'saftey and dragons',
      '1 and 9',
      'PERSON',
      'stuf',
      'not sur',
    ],
  ],
  ['menu', 'menu', ['why', 'hm', ['see-or-change']]],
  [
    'no-to-some-things',
    'register-interest',
    [['en'], 'Ife', '16', ['rather-not-say'], 'health', 'views', 'I am deaf', 'no', ['email'], 'ife@example.org', 'no', 'no', 'nope', 'no'],
  ],
  ['my-choices-takes-a-yes-back', 'my-choices', ['why', ['quotes']], { agreed }],
  ['my-choices-says-yes-after-all', 'my-choices', ['photo', 'yeah', 'yes'], { agreed }],
  [
    'my-pathway-something-they-did',
    'my-pathway',
    ['why', ['tell'], 'why', 'I spoke at the festival', 'next year', '3 June', ['something-else']],
    {
      pathway: {
        ...noPathway,
        reference: true,
        record: true,
      },
    },
  ],
  [
    'my-pathway-asks-for-a-reference',
    'my-pathway',
    ['reference', 'Jo from the youth club'],
    {
      pathway: {
        ...noPathway,
        goal: true,
        reference: true,
        record: true,
      },
    },
  ],
  [
    'my-pathway-carries-on-after-a-break',
    'my-pathway',
    ['carry on'],
    {
      pathway: {
        ...noPathway,
        paused: true,
        record: true,
      },
    },
  ],
  [
    'my-pathway-leaves-well',
    'my-pathway',
    ['leave', 'hm', 'yes', 'why', 'yeah', 'yes'],
    {
      pathway: {
        ...noPathway,
        goal: true,
        record: true,
        check_ins: true,
      },
    },
  ],
  ['check-in', 'check-in', [['work', 'caring'], 'why', 'kind of', 'why', 'yeah', 'yes'], { pathway: { ...noPathway, paid_work: true } }],
  ['check-in-rather-not-say', 'check-in', ['rather not say', 'skip', 'no'], { pathway: { ...noPathway, paid_work: true } }],
  [
    'my-pathway-goal',
    'my-pathway',
    [['goal'], 'a job where I help people'],
    {
      pathway: {
        ...noPathway,
        goal: true,
        record: true,
      },
    },
  ],
  ['mentors-asks-for-one', 'mentors', ['why', 'i want a mentor'], { mentoring: { ...mentoring, mayAsk: true } }],
  ['mentors-says-yes', 'mentors', ['hm', 'yes please'], { mentoring: { ...mentoring, wants: true, question: 'a pair' } }],
  // A yes is carried out at once, so none is guessed.
  ['mentors-guesses-no-yes', 'mentors', ['maybe yes', 'no'], { mentoring: { ...mentoring, wants: true, question: 'a pair' } }],
  ['mentors-says-no', 'mentors', ['no thanks'], { mentoring: { ...mentoring, offers: true, question: 'a pair' } }],
  ['mentors-offers', 'mentors', ['be a mentor'], { mentoring: { ...mentoring, mayAsk: true, mayOffer: true } }],
  ['mentors-ends-it', 'mentors', ['end it', 'yes'], { mentoring: { ...mentoring, wants: true, paired: 'a pair' } }],
  ['mentors-takes-it-back', 'mentors', [['not-want']], { mentoring: { ...mentoring, wants: true } }],
  ['asked-again', 'asked-again', ['why', 'no', 'skip'], { agreed: { ...agreed, changed: ['reminders', 'quotes'] } }],
  [
    'after-a-session-anonymous',
    'after-session',
    [['4'], 'why', '5', 'a little', 'skip', ['5'], 'health', 'more staff who care', 'yes', '9', 'longer breaks'],
    { survey: { run: '', areas: ['safety', 'health'], named: false } },
  ],
  [
    'after-a-session-named',
    'after-session',
    ['skip', 'skip', 'skip', 'back', 'fully', 'skip', 'skip', 'skip', 'skip', '10', 'skip', 'yes'],
    { survey: { run: '', areas: ['safety'], named: true } },
  ],
  [
    'three-months-on',
    'three-months-on',
    ['no', ['2'], ['spoken-up', 'work'], ['4'], ['2'], 'people who stayed in touch', 'yes', ['paid-work']],
    { survey: { run: '', areas: [], named: true } },
  ],
  [
    'what-should-change-anonymous',
    'what-should-change',
    [['5'], 'why', 'disagree a bit', 'skip', 'kind of', ['3'], ['2'], 'back', ['4'], ['1'], 'somewhere to be quiet', 'yes'],
    { survey: { run: '', areas: ['safety', 'staffing', 'data', 'technology', 'estates', 'needs'], named: false } },
  ],
  ['what-should-change-named', 'what-should-change', ['agree a lot', 'no'], { survey: { run: '', areas: ['staffing'], named: true } }],
  [
    'facilitator-reflection',
    'facilitator-reflection',
    [
      '4',
      '3',
      'skip',
      '0',
      ['4'],
      ['safety'],
      'nobody answers them',
      ['staffing'],
      'none',
      'one of them looked very tired',
      'a bigger room',
      'skip',
    ],
    { survey: { run: '', areas: ['safety'], named: true } },
  ],
];

describe('conversations', () => {
  it.each(chats)('%s', async (name, flow, lines, given) => {
    await expect(transcript(catalogue, flow, lines, given)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });
});
