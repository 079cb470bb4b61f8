import { randomUUID } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { encode } from 'uqr';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Acknowledged, Envelope, EnvelopeKind, TabletSetup } from '../../src/desk/ports.ts';
import { seal } from '../../src/tablet/seal.ts';
import { onEmbedded } from '../support/database.ts';
import { addSession, give } from '../support/surveys.ts';
import { createWorld, day, type World } from '../support/world.ts';

const nothing = { refused: [], waiting: [] };

onEmbedded('A tablet of a facilitator', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  async function code(facts: Parameters<typeof addSession>[2] = {}): Promise<{ code: string; session: string; run: string; link: string }> {
    const session = await addSession(world, [], facts);
    const { data } = await give(world, 'survey tablet', { session, template: 'after-session' });
    return { session, ...(data as { code: string; run: string; link: string }) };
  }
  async function tablet(facts: Parameters<typeof addSession>[2] = {}): Promise<TabletSetup & { session: { id: string } }> {
    const given = await code(facts);
    const setup = await world.desk.tablets.start(given.code);
    if (!setup) throw new Error('not started');
    return { ...setup, session: { ...setup.session, id: given.session } };
  }
  /** What a facilitator counts has the time of the tablet's clock. */
  const closed = (setup: TabletSetup, kind: EnvelopeKind, content: object, id: string = randomUUID()) => {
    const counted = ['hands', 'heads', 'consent'].includes(kind) ? { at: world.clock.now().toISOString() } : {};
    const noted = kind === 'note' ? { speaks: null } : {};
    return seal(setup, { id, kind, content: { v: 1, ...counted, ...noted, ...content } });
  };
  const hand = (setup: TabletSetup, ...envelopes: Envelope[]) => world.desk.tablets.take(setup.token, envelopes) as Promise<Acknowledged>;
  const rows = <Row = Record<string, unknown>>(sql: string) => world.database.rows<Row>(sql);
  const said = (answers: object, finished = true) => ({ mode: 'tablet', answers, finished });

  it('is started by a code that is kept as a hash, and gets all that it needs and nobody’s name', async () => {
    const { code: typed, run, link } = await code({ kind: 'secure' });
    expect(link).toBe(`https://chat.example.org/tablet#${typed}`);
    expect(JSON.stringify(await rows('SELECT * FROM tablet'))).not.toContain(typed);
    const setup = await world.desk.tablets.start(typed.toUpperCase().replaceAll('-', ' '));
    expect(setup).toMatchObject({ run: { id: run }, languages: ['en', 'easy'], idle: { ask: 120, leave: 30 } });
    expect(setup?.signposts.join()).toContain('cell bell');
    expect(setup?.consent.version).toBe('1');
    expect(setup?.hands.map(({ step }) => step)).toContain('today');
    expect(setup?.pack.questions.length).toBeGreaterThan(5);
    expect(setup?.flow.main).toMatchObject({ examples: [], nudges: [] });
    const audited = await rows(`SELECT who, about FROM audit_event WHERE action = 'tablet started'`);
    expect(audited).toEqual([{ who: 'onward', about: run }]);
  });

  it('starts several, with one run for the session and its template, until the code’s time is over', async () => {
    const first = await code();
    const again = await give(world, 'survey tablet', { session: first.session, template: 'after-session' });
    expect(again.data).toMatchObject({ run: first.run });
    // A camera sees the link in the picture: each square of it, dark or light.
    const { link } = again.data as { link: string };
    const [picture] = again.pictures ?? [];
    expect(picture?.alt).toContain(link);
    const image = await loadImage(Buffer.from(picture?.png ?? []));
    const pen = createCanvas(image.width, image.height).getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data, size } = encode(link, { ecc: 'M', border: 2 });
    const side = image.width / size;
    const seen = data.map((row, down) =>
      row.map((_, across) => pen.getImageData((across + 0.5) * side, (down + 0.5) * side, 1, 1).data[0] === 0),
    );
    expect(seen).toEqual(data);
    // It is nowhere with us.
    expect(JSON.stringify([await rows('SELECT * FROM tablet'), await rows('SELECT * FROM audit_event')])).not.toContain(link.split('#')[1]);
    const listed = await give(world, 'session list');
    expect(listed.tables?.[0]?.rows.map((row) => row[6])).toEqual(['without phones']);
    expect(again.text).toContain((again.data as { code: string }).code);
    world.clock.pass(2 * day - 1);
    expect(await world.desk.tablets.start(first.code)).not.toBeNull();
    world.clock.pass(1);
    expect(await world.desk.tablets.start(first.code)).toBeNull();
    expect(await world.desk.tablets.start('blue-otter-lemon-42')).toBeNull();
  });

  it('hands in answers once each, with how and by whom, and a turn that was left as far as it went', async () => {
    const setup = await tablet();
    const one = await closed(setup, 'response', said({ today: 4, one_thing: 'more lights', may_quote: true }));
    const helped = await closed(setup, 'response', { ...said({ today: 2 }), mode: 'assisted' });
    const left = await closed(setup, 'response', said({ today: 5, listened: null }, false));
    const answer = { kept: [one.id, helped.id, left.id], ...nothing };
    expect(await hand(setup, one, helped, left)).toEqual(answer);
    expect(await hand(setup, one, helped, left)).toEqual(answer);
    const kept = await rows<{ mode: string; state: string; step: string | null }>('SELECT * FROM response ORDER BY mode, state');
    expect(kept.map(({ mode, state, step }) => [mode, state, step])).toEqual([
      ['assisted', 'finished', null],
      ['tablet', 'finished', null],
      ['tablet', 'started', 'could_say'],
    ]);
    const [{ by }] = (await rows<{ by: string }>('SELECT by FROM tablet')) as [{ by: string }];
    expect(kept).toMatchObject([{ captured_by: by }, { captured_by: by }, { captured_by: by }]);
    expect(JSON.stringify(await rows('SELECT * FROM response'))).not.toContain(one.id);
  });

  it('keeps what says nothing that can be taken, and takes the rest', async () => {
    const setup = await tablet();
    const other = await tablet();
    const good = await closed(setup, 'response', said({ today: 4 }));
    const strange = await closed(setup, 'response', said({ nowhere: 4 }));
    const shapeless = await closed(setup, 'response', { today: 4 });
    const elsewhere = await closed(other, 'response', said({ today: 4 }));
    const renamed = { ...(await closed(setup, 'note', { area: null, text: 'words', saidBy: null })), kind: 'response' as const };
    expect(await hand(setup, strange, good, shapeless, elsewhere, renamed)).toEqual({
      kept: [good.id],
      refused: expect.toSatisfy((ids: string[]) => ids.length === 4 && !ids.includes(good.id)),
      waiting: [],
    });
    expect(await rows('SELECT id FROM response')).toHaveLength(1);
  });

  it('is believed by its token alone, and until the key goes', async () => {
    const setup = await tablet();
    const envelope = await closed(setup, 'response', said({ today: 4 }));
    const take = (token: string) => world.desk.tablets.take(token, [envelope]);
    for (const token of ['', setup.id, `${setup.token}x`, `${setup.id}.${'A'.repeat(43)}`, `${randomUUID()}.${setup.token.split('.')[1]}`])
      expect([token, await take(token)]).toEqual([token, null]);
    world.clock.pass(32 * day - 1);
    expect(await take(setup.token)).toMatchObject({ kept: [envelope.id] });
    world.clock.pass(1);
    expect(await take(setup.token)).toBeNull();
    await world.desk.tick(world.clock.now());
    expect(await rows('SELECT * FROM tablet')).toEqual([]);
  });

  it('opens a concern for what young people wrote there, once, and for a note', async () => {
    const setup = await tablet({ kind: 'secure' });
    const answer = await closed(setup, 'response', said({ one_thing: 'i want to kill myself' }));
    const note = await closed(setup, 'note', { area: null, text: 'one of them wants to kill himself', saidBy: null });
    for (let times = 0; times < 2; times++) expect(await hand(setup, answer, note)).toMatchObject({ kept: [answer.id, note.id] });
    expect(await rows('SELECT family, place FROM concern')).toEqual([
      { family: expect.any(String), place: 'secure' },
      { family: expect.any(String), place: 'secure' },
    ]);
  });

  it('opens a concern for a note that waits or cannot be taken, once, with its words for the lead', async () => {
    const setup = await tablet({ kind: 'secure' });
    await give(world, 'roles grant', { who: 'slack:T0/L', role: 'safeguarding lead', name: 'Lee', why: 'leads' });
    const quote = await closed(setup, 'note', { area: null, text: 'I want to kill myself tonight', saidBy: 'young-person' });
    const strange = await closed(setup, 'note', { area: 'nowhere', text: 'a guard hits me', saidBy: null });
    for (let times = 0; times < 2; times++)
      expect(await hand(setup, quote, strange)).toEqual({ kept: [], refused: [strange.id], waiting: [quote.id] });
    const read = async () => {
      const found = [];
      for (const { id } of await world.database.store.concerns.list(true)) {
        const said = await world.desk.command({ channel: 'slack', address: 'T0/L' }, { name: 'concerns read', input: { id } });
        found.push(said.kind === 'done' && said.sheet.text);
      }
      return found.sort();
    };
    expect(await read()).toEqual(['I want to kill myself tonight', 'a guard hits me']);
    expect(await rows('SELECT DISTINCT place FROM concern')).toEqual([{ place: 'secure' }]);
    const consent = await closed(setup, 'consent', { version: '1', reader: 'Bo', witness: 'Cy', agreed: 9, refused: 0 });
    expect(await hand(setup, consent, quote)).toMatchObject({ kept: [consent.id, quote.id] });
    expect(await read()).toEqual(['I want to kill myself tonight', 'a guard hits me']);
    expect(await rows(`SELECT count(*)::int AS opened FROM audit_event WHERE action = 'concern opened'`)).toEqual([{ opened: 2 }]);
  });

  it('opens a concern for what waits for the day of its session, once, however often it is handed in', async () => {
    const setup = await tablet();
    await rows(`UPDATE session SET date = '2030-01-01' WHERE id = '${setup.session.id}'`);
    const answer = await closed(setup, 'response', said({ today: 4, one_thing: 'i want to kill myself', do_better: 'my dad hits me' }));
    const calm = await closed(setup, 'response', said({ today: 4, one_thing: 'more lights' }));
    const note = await closed(setup, 'note', { area: null, text: 'a guard hits me', saidBy: 'young-person' });
    for (let times = 0; times < 2; times++)
      expect(await hand(setup, answer, calm, note)).toEqual({ kept: [], refused: [], waiting: [answer.id, calm.id, note.id] });
    expect(await rows('SELECT urgency, words FROM concern JOIN concern_kept ON concern_id = id ORDER BY words')).toEqual([
      { urgency: expect.any(String), words: 'a guard hits me' },
      { urgency: 'now', words: 'i want to kill myself\nmy dad hits me' },
    ]);
  });

  it('holds everything past the last day of the project’s approval, until that is extended', async () => {
    const setup = await tablet({ kind: 'secure', approvalEnds: '2026-03-11' });
    const answer = await closed(setup, 'response', said({ today: 4, one_thing: 'i want to kill myself' }));
    const heads = await closed(setup, 'heads', { all: 12, bands: {} });
    world.clock.pass(2 * day);
    expect(await hand(setup, answer, heads)).toEqual({ kept: [], refused: [], waiting: [answer.id, heads.id] });
    expect(await rows('SELECT place FROM concern')).toEqual([{ place: 'secure' }]);
    await rows(`UPDATE project SET approval_ends = '2026-04-01'`);
    expect(await hand(setup, answer, heads)).toEqual({ kept: [answer.id, heads.id], ...nothing });
  });

  it('counts heads once: a correction that was made since stays', async () => {
    const setup = await tablet();
    const heads = await closed(setup, 'heads', { all: 12, bands: { '13-15': 4, '16-17': 3 } });
    const over = await closed(setup, 'heads', { all: 2, bands: { '13-15': 4 } });
    const strange = await closed(setup, 'heads', { all: 2, bands: { 'over-90': 1 } });
    expect(await hand(setup, heads, over, strange)).toEqual({ kept: [heads.id], refused: [over.id, strange.id], waiting: [] });
    await give(world, 'session heads', { session: setup.session.id, heads: 11 });
    await hand(setup, heads);
    const detail = await world.database.store.sessions.show(setup.session.id);
    expect(detail?.heads).toEqual({ all: 11, bands: {} });
  });

  it('does not replace what was counted later by what comes later, and says so in the audit', async () => {
    const setup = await tablet();
    const session = setup.session.id;
    const begin = world.clock.now().getTime();
    const minute = (minutes: number) => ({ at: new Date(begin + minutes * 60_000).toISOString() });
    const consent = (agreed: number, at: object) =>
      closed(setup, 'consent', { version: setup.consent.version, reader: 'Bo', witness: 'Cy', agreed, refused: 0, ...at });
    const hands = (up: number, at: object) => closed(setup, 'hands', { step: 'today', present: 9, hands: { '4': up }, ...at });
    const heads = (all: number, at: object) => closed(setup, 'heads', { all, bands: {}, ...at });
    world.clock.pass(day);
    const counted = async () => {
      const [{ counts } = { counts: {} as Record<string, number> }] = await world.database.store.surveys.hands([setup.run.id]);
      const [detail, agreed] = [await world.database.store.sessions.show(session), await world.database.store.sessions.agreed(session)];
      return [counts['4'], detail?.heads?.all, agreed?.agreed];
    };
    // As a tablet hands them in: in no order.
    await hand(setup, await consent(8, minute(2)), await consent(5, minute(1)));
    await hand(setup, await hands(8, minute(2)), await hands(5, minute(1)), await heads(8, minute(2)), await heads(5, minute(1)));
    expect(await counted()).toEqual([8, 8, 8]);
    await hand(setup, await hands(6, minute(3)), await heads(9, minute(3)), await consent(9, minute(3)));
    expect(await counted()).toEqual([6, 9, 9]);
    await give(world, 'hands count', { id: setup.run.id, question: 'today', counts: '0 0 0 3 0', present: 9 });
    await give(world, 'session heads', { session, heads: 7 });
    const late = [await hands(2, minute(4)), await heads(2, minute(4))];
    expect(await hand(setup, ...late)).toEqual({ kept: late.map(({ id }) => id), ...nothing });
    expect(await counted()).toEqual([3, 7, 9]);
    const left = await rows<{ action: string; about: string }>(
      `SELECT action, about, why FROM audit_event WHERE action LIKE 'older%' ORDER BY action`,
    );
    expect(left.map(({ action }) => action)).toEqual(
      [...Array(2).fill('older hands left out'), ...Array(2).fill('older heads left out')].sort(),
    );
    expect(left.every(({ about }) => about === setup.run.id)).toBe(true);
    // A clock that is far ahead shuts nobody out who counts after it.
    await hand(setup, await hands(1, minute(9_999)));
    world.clock.pass(60_000);
    await give(world, 'hands count', { id: setup.run.id, question: 'today', counts: '0 0 0 4 0', present: 9 });
    expect((await counted())[0]).toBe(4);
  });

  it('holds hands and quotes until the group has said yes, which comes first when it comes with them', async () => {
    const setup = await tablet();
    const hands = await closed(setup, 'hands', { step: 'today', present: 9, hands: { '4': 5, '5': 3 } });
    const quote = await closed(setup, 'note', { area: 'estates', text: 'The yard is dark.', saidBy: 'young-person', speaks: 'for' });
    const plain = await closed(setup, 'note', { area: null, text: 'They were tired.', saidBy: null });
    expect(await hand(setup, hands, quote, plain)).toEqual({ kept: [plain.id], refused: [], waiting: [hands.id, quote.id] });
    const agreed = { version: setup.consent.version, reader: 'Bo', witness: 'Cy', agreed: 9, refused: 1 };
    const consent = await closed(setup, 'consent', agreed);
    const old = await closed(setup, 'consent', { ...agreed, version: '0' });
    expect(await hand(setup, hands, quote, old, consent)).toEqual({
      kept: [hands.id, quote.id, consent.id],
      refused: [old.id],
      waiting: [],
    });
    await hand(setup, hands, quote, plain, consent);
    expect(await world.database.store.surveys.hands([setup.run.id])).toMatchObject([
      { step: 'today', present: 9, counts: { '4': 5, '5': 3 } },
    ]);
    expect(await rows('SELECT witness, agreed, refused FROM group_consent')).toEqual([{ witness: 'Cy', agreed: 9, refused: 1 }]);
    const { evidence } = (await world.database.store.sessions.show(setup.session.id)) ?? { evidence: [] };
    expect(evidence.map(({ text, area, saidBy, speaks }) => [text, area, saidBy, speaks]).sort()).toEqual([
      ['The yard is dark.', 'estates', 'young-person', 'for'],
      ['They were tired.', null, null, null],
    ]);
  });

  it('takes no hands that cannot be, and no quote of somebody closer than we may say', async () => {
    const setup = await tablet();
    await hand(setup, await closed(setup, 'consent', { version: '1', reader: 'Bo', witness: 'Cy', agreed: 9, refused: 0 }));
    const many = await closed(setup, 'hands', { step: 'today', present: 3, hands: { '4': 5 } });
    const unknown = await closed(setup, 'hands', { step: 'today', present: 3, hands: { '9': 1 } });
    const words = await closed(setup, 'hands', { step: 'one_thing', present: 3, hands: {} });
    const closer = await closed(setup, 'note', { area: null, text: 'words', saidBy: 'a boy of 15' });
    const { kept, refused } = await hand(setup, many, unknown, words, closer);
    expect([kept, refused]).toEqual([[], [many.id, unknown.id, words.id, closer.id]]);
  });
});
