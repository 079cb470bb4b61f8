import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyDrawer } from '../../src/copy/index.ts';
import type { Copy } from '../../src/desk/ports.ts';
import { drawCopy } from '../support/world.ts';

const at = '2026-07-01T10:30:00.000Z';

/** Somebody of whom there is something of each kind, with that text wherever a text may come from outside. */
function copyWith(text: string): Copy {
  return {
    version: 1,
    madeAt: at,
    person: {
      id: '019f0000-0000-7000-8000-000000000000',
      name: text,
      ageBand: text,
      place: text,
      language: 'en',
      startedAt: at,
      registeredAt: at,
      stoppedAt: at,
      zone: 'Europe/London',
      pausedUntil: at,
      personWantedAt: at,
    },
    sessions: [{ date: '2026-06-30', setting: text, kind: text, part: 'attended', since: at }],
    channels: [{ channel: text, since: at }],
    conversations: [{ title: text, flow: text, flowVersion: 1, startedAt: at, endedAt: at, outcome: text }],
    answers: [null, at].map((replacedAt) => ({
      flow: text,
      flowVersion: 1,
      step: text,
      question: text,
      answer: text,
      value: [text],
      category: text,
      raw: `${text} typed`,
      mode: text,
      termsVersion: text,
      at,
      replacedAt,
    })),
    consents: [{ purpose: text, wording: text, termsVersion: text, state: text, how: text, witness: text, channel: text, at }],
    messages: [{ direction: 'in', channel: text, text, at }],
    concerns: [{ at }],
    codes: [{ until: at, usedAt: null }],
    record: [{ action: text, by: 'staff', at }],
    invitations: [{ title: text, flow: text, flowVersion: 1, anonymous: true, state: text, channel: text, reminded: 1 }],
    nudges: [{ title: text, flow: text, policy: text, state: text, at }],
    responses: [
      {
        title: text,
        flow: text,
        flowVersion: 1,
        day: text,
        state: text,
        late: false,
        mode: text,
        answers: [{ step: text, question: text, answer: text, value: [text], category: text, raw: `${text} typed` }],
      },
    ],
    merges: [{ at, name: text, ageBand: text, place: text }],
    pathway: { goal: text, pausedAt: at, leftAt: at },
    stages: [{ title: text, stage: text, version: 1, at: null, why: text, reversedAt: at, reversedWhy: text }],
    proofs: [
      {
        ...{ title: text, kind: text, which: text, outcome: text, date: '2026-06-30', validUntil: '2026-07-30', words: text, how: text },
        ...{ at, signedAt: null },
      },
    ],
    waivers: [{ title: text, requirement: text, why: text, until: '2026-07-30', at }],
    interests: [{ title: text, state: text, at, answer: text, answeredAt: at }],
    mentoring: { wantedAt: at, offeredAt: at },
    pairs: [{ part: 'mentee', at, askedAt: at, said: text, agreedAt: at, endedAt: at }],
    keptApart: [{ at }],
    tenures: [{ title: text, stage: text, held: false, since: '2019-09-01', until: '2021-08-31', at }],
    roles: [{ role: text, place: text, since: at }],
  };
}

const pageOf = (copy: Copy) => drawCopy(copy, 'html').body;

/** The tags of a page, without what stands between them. */
const skeleton = (page: string) => page.match(/<[^>]*>/g);

describe('The file of somebody’s data', () => {
  it('gives back as data exactly what went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { name, type, body } = drawCopy(copyWith(text), 'json');
        expect([name, type]).toEqual(['onward-my-data.json', 'application/json; charset=utf-8']);
        expect(JSON.parse(body)).toEqual(copyWith(text));
      }),
    );
  });

  it('has the same tags whatever the words are', () => {
    const harmless = skeleton(pageOf(copyWith('x')));
    const hostile = fc.array(fc.constantFrom('<', '>', '"', "'", '&', '</td>', '<script>', '<!--', ']]>', ' onload=', '$&', '{who}', 'x'));
    fc.assert(
      fc.property(
        fc.oneof(
          hostile.map((parts) => `x${parts.join('')}`),
          fc.string({ unit: 'binary', minLength: 1 }),
        ),
        (text) => {
          expect(skeleton(pageOf(copyWith(text)))).toEqual(harmless);
        },
      ),
    );
  });

  it('tells each thing that is held, in words, with its time in London', () => {
    const page = pageOf({ ...copyWith('some text'), person: { ...copyWith('').person, name: 'Robin', place: 'secure' } });
    for (const words of [
      'All that we hold about you',
      'Robin',
      'In a secure setting',
      'What you said first, and changed',
      'With you: some text',
      'Version some text of these words',
      'You typed or picked: <span class="said" dir="auto">some text typed</span>',
      'Typed by: some text',
      'It has none of your words.',
      '<time datetime="2026-07-01T10:30:00.000Z">1 Jul 2026, 11:30</time>',
      'Our staff',
      'type CHANGE or DELETE ME',
    ])
      expect(page).toContain(words);
  });

  it('is in easy read for somebody who chose it, and says where there is nothing', () => {
    const empty = {
      channels: [],
      conversations: [],
      answers: [],
      consents: [],
      messages: [],
      concerns: [],
      codes: [],
      record: [],
      roles: [],
    };
    const copy = copyWith('x');
    const page = pageOf({ ...copy, ...empty, person: { ...copy.person, language: 'easy', name: null } });
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('All we know about you');
    expect(page.match(/<p>Nothing\.<\/p>/g)).toHaveLength(10);
    expect(page).not.toContain('null');
  });

  it('asks no one for anything', () => {
    const page = pageOf(copyWith('x'));
    expect(page).not.toMatch(/<(script|link|img|iframe|form|a)\b|url\(|@import|\bon[a-z]+=/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('is not drawn with words missing', () => {
    expect(() => copyDrawer(() => ({ title: 'x' }))).toThrow(/needs these phrases.*made, keep_safe/);
  });
});
