import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/desk/ports.ts';
import { readPdf } from '../support/read-pdf.ts';
import { drawNotice } from '../support/world.ts';

const notice = (change: Partial<Notice>): Notice => ({
  ...{ language: 'en', date: '2026-03-10', said: ['The yard is dark.'], told: null, answer: null, will: [], did: [], ask: null },
  ...change,
});
const read = async (change: Partial<Notice>) => readPdf((await drawNotice(notice(change))).body as Uint8Array);

describe('A notice for the wall', () => {
  it('says what was said, whom we told, what they will do and did, and who can be asked', async () => {
    const { text, tags, info, pages } = await read({
      told: { to: 'the head of safety', on: '2026-02-01' },
      answer: 'The lamps were broken.',
      will: [{ words: 'Put up a notice.', by: '2026-05-01' }],
      did: [{ words: 'New lamps', on: '2026-03-01' }],
      ask: 'Ask Bo on Tuesdays.',
    });
    expect(text).toMatch(
      /You said.*The yard is dark\..*the head of safety, on 1 February.*The lamps were broken\..*notice\. By 1 May.*New lamps \(1 March.*Ask Bo/,
    );
    expect([info.Title, pages]).toEqual(['You said, they did', 1]);
    expect(tags.map(({ role }) => role).filter((role) => role?.startsWith('H'))).toEqual(['H1', 'H2', 'H2', 'H2', 'H2', 'H2']);
  });

  it('says silence too, and has no heading with nothing below it', async () => {
    const silent = await read({ told: { to: 'the council', on: '2026-02-01' } });
    expect(silent.text).toContain('They have not answered yet.');
    expect(silent.text).not.toMatch(/What they did|will do/);
    const untold = await read({});
    expect(untold.text).toContain('We have not told anybody yet.');
    expect(untold.text).not.toContain('not answered');
    expect(untold.text).toContain('Ask the people who run the sessions here.');
  });
});
