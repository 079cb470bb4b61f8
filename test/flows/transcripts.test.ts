import { describe, expect, it } from 'vitest';
import type { Agreed } from '../../src/engine/index.ts';
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

const chats: [name: string, flow: string, lines: Line[], agreed?: Agreed][] = [
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
  ['my-choices-takes-a-yes-back', 'my-choices', ['why', ['quotes']], agreed],
  ['my-choices-says-yes-after-all', 'my-choices', ['photo', 'yeah', 'yes'], agreed],
  ['asked-again', 'asked-again', ['why', 'no', 'skip'], { ...agreed, changed: ['reminders', 'quotes'] }],
];

describe('conversations', () => {
  it.each(chats)('%s', async (name, flow, lines, agreed) => {
    await expect(transcript(catalogue, flow, lines, agreed)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });
});
