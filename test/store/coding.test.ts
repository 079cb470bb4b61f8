import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CodableText } from '../../src/desk/ports.ts';
import { settled } from '../../src/insight/coding/index.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { later, noon } from './turns.ts';

onEachDatabase('Codings', (kind) => {
  let database: TestDatabase;
  let run: string;
  beforeEach(async () => {
    database = await kind.fresh();
    run = await addRun();
  });
  afterEach(() => database.remove());

  const asked = [{ flow: 'f', step: 'words' }];
  const who = (coder: string) => ({ coder, names: [coder] });
  const codings = () => database.store.codings;
  async function addRun(finishBy = noon): Promise<string> {
    const id = randomUUID();
    await database.rows(`INSERT INTO survey_run (id, flow, flow_version, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders, created_at)
      VALUES ('${id}', 'f', 1, 'registered', true, '{}', 5, now(), now(), '${finishBy.toISOString()}', 0, now())`);
    return id;
  }
  async function answered(words: string | null, more: { of?: string; release?: number | null; state?: string } = {}): Promise<string> {
    const id = randomUUID();
    const { of = run, release = 1, state = 'finished' } = more;
    const answers = JSON.stringify({ words: { value: words, category: null, raw: '' }, other: { value: 'no', category: 'no', raw: '' } });
    await database.rows(
      `INSERT INTO response (id, run_id, answers, state, day, release) VALUES ('${id}', '${of}', '${answers}', '${state}', '2026-03-01', ${release})`,
    );
    return id;
  }
  async function noted(by: string): Promise<string> {
    const [setting, session, id] = [randomUUID(), randomUUID(), randomUUID()];
    await database.rows(`INSERT INTO setting VALUES ('${setting}', '${setting}', 'community', now())`);
    await database.rows(
      `INSERT INTO session (id, date, setting_id, areas, created_at) VALUES ('${session}', '2026-03-01', '${setting}', '{}', now())`,
    );
    await database.rows(`INSERT INTO evidence VALUES ('${id}', '${session}', NULL, 'a note', '${by}', now())`);
    return id;
  }
  const next = (coder: string, after: string | null = null) => codings().next(who(coder), asked, after, later(1));
  const code = (text: CodableText | null, coder: string, areas: string[], settling = false) =>
    codings().code(text as CodableText, { id: randomUUID(), coder, codebook: 1, areas, settling, at: noon });
  const found = async (text: CodableText | null) => (await codings().find(text?.ref ?? '', asked, later(1)))?.codings ?? [];

  it('are of what was written in a release of a survey that is over, and of nothing else', async () => {
    const [text, note] = [await answered('more lights'), await noted('bo')];
    await answered(null);
    await answered('   ');
    await answered('not in a release', { release: null });
    await answered('begun', { state: 'started' });
    await answered('still open', { of: await addRun(later(9)) });
    const seen = [await next('ann'), await next('ann', (await next('ann'))?.ref)];
    expect(seen.map((one) => one?.response ?? one?.evidence).sort()).toEqual([text, note].sort());
    const one = seen.find((text) => text?.response) as CodableText;
    expect(one).toMatchObject({ step: 'words', flow: 'f', flowVersion: 1, run, writer: null, text: 'more lights', codings: [] });
    expect(one.ref).not.toContain(text.slice(0, 8));
    expect(await codings().find(one.ref.slice(0, 8), asked, later(1))).toMatchObject({ ref: one.ref });
    expect(await codings().find('%', asked, later(1))).toBeNull();
    expect(await codings().counts(who('bo'), asked, later(1))).toMatchObject({
      texts: 2,
      settled: 0,
      first: 2,
      second: 0,
      third: 0,
      yours: 1,
      unpublished: [run],
    });
  });

  it('are two without knowing of each other, and a third where they differ, who is neither', async () => {
    await answered('more lights');
    const text = await next('ann');
    expect(await code(text, 'ann', ['safety', 'estates', 'safety'])).toBe('kept');
    expect(await next('ann')).toBeNull();
    expect(await code(text, 'ann', ['estates', 'safety'])).toBe('kept');
    expect(await code(text, 'ann', ['estates'])).toBe('again');
    expect(await code(text, 'bo', ['estates'], true)).toBe('open');
    expect(await code(text, 'bo', ['estates'])).toBe('kept');
    expect(await code(text, 'cy', ['estates'])).toBe('differ');
    expect([await next('ann'), await next('bo'), (await next('cy'))?.ref]).toEqual([null, null, text?.ref]);
    expect(await code(text, 'ann', ['estates'], true)).toBe('again');
    expect(await code(text, 'cy', [], true)).toBe('kept');
    expect(await code(text, 'dee', ['safety'])).toBe('settled');
    expect(await codings().undo(text as CodableText, 'ann')).toBe('settled');
    expect(settled(await found(text))).toEqual([]);
    expect(await found(text)).toMatchObject([
      { place: 1, coder: 'ann', codebook: 1, areas: ['estates', 'safety'] },
      { place: 2, coder: 'bo', areas: ['estates'] },
      { place: 3, coder: 'cy', areas: [] },
    ]);
    expect(await codings().pairs()).toEqual([{ coders: ['ann', 'bo'], areas: [['estates', 'safety'], ['estates']] }]);
  });

  it('are settled by two who found the same, in whatever order they said it', async () => {
    await answered('more lights');
    const text = await next('ann');
    await code(text, 'ann', ['b', 'a']);
    await code(text, 'bo', ['a', 'b']);
    expect(await next('cy')).toBeNull();
    expect(await codings().counts(who('cy'), asked, later(1))).toMatchObject({
      texts: 1,
      settled: 1,
      first: 0,
      second: 0,
      third: 0,
      yours: 0,
    });
    expect(await codings().ofResponses([text?.response ?? ''])).toMatchObject([
      { response: text?.response, step: 'words', codings: [{ coder: 'ann' }, { coder: 'bo' }] },
    ]);
  });

  it('can be taken back while nothing is settled, and the place is another’s then', async () => {
    await noted('somebody');
    const text = await next('ann');
    await code(text, 'ann', ['a']);
    expect(await codings().undo(text as CodableText, 'bo')).toBe('none');
    await code(text, 'bo', ['b']);
    expect(await codings().undo(text as CodableText, 'ann')).toBe('undone');
    expect(await code(text, 'cy', ['b'])).toBe('kept');
    expect(settled(await found(text))).toEqual(['b']);
    const [{ session_id = '' } = {}] = await database.rows<{ session_id: string }>('SELECT session_id FROM evidence');
    expect(await codings().ofNotes([session_id])).toMatchObject([
      {
        evidence: text?.evidence,
        codings: [
          { place: 1, coder: 'cy' },
          { place: 2, coder: 'bo' },
        ],
      },
    ]);
  });

  it('of many who press at the same moment are kept one after the other: none is lost, none is double', async () => {
    await answered('more lights');
    const text = await next('ann');
    const said = await Promise.all(['ann', 'bo', 'cy', 'ann', 'bo', 'cy'].map((coder) => code(text, coder, [coder])));
    const kept = await found(text);
    expect(kept.map(({ place }) => place)).toEqual([1, 2]);
    expect(said.filter((one) => one === 'kept')).toHaveLength(4);
    expect(said.filter((one) => one === 'differ')).toHaveLength(2);
    const [three] = ['ann', 'bo', 'cy'].filter((coder) => !kept.some((one) => one.coder === coder));
    const settling = await Promise.all([code(text, three as string, ['x'], true), code(text, 'dee', ['y'], true)]);
    expect(settling.sort()).toEqual(['kept', 'settled']);
    const undone = await Promise.all(kept.map(({ coder }) => codings().undo(text as CodableText, coder)));
    expect(undone).toEqual(['settled', 'settled']);
  });

  it('go with what they are about, and stay when others finish late', async () => {
    const id = await answered('more lights');
    const text = await next('ann');
    await code(text, 'ann', ['a']);
    await answered('late', { release: null });
    await database.rows(`SELECT shuffle_responses('${run}', true)`);
    expect(await found(text)).toMatchObject([{ coder: 'ann', areas: ['a'] }]);
    await database.rows(`DELETE FROM response WHERE id = '${id}'`);
    expect(await database.rows('SELECT id FROM coding')).toEqual([]);
    expect(await code(text, 'bo', ['a'])).toBe('gone');
  });

  it('codebooks have versions, and what was published stays as it was', async () => {
    const one = await codings().publish('d1', { areas: [], notCoded: [] }, noon);
    expect([await codings().publish('d1', {}, noon), await codings().publish('d2', {}, noon)]).toEqual([one, one + 1]);
    expect(await codings().codebook(one)).toEqual({ areas: [], notCoded: [] });
    const unit = { flow: 'f', anonymous: true, unit: run };
    await database.rows(`INSERT INTO release VALUES ('f', true, '${run}', 1, '{}', now())`);
    const row = { step: 'words', number: 1, codebook: one, figures: { v: 1 } };
    await codings().release(unit, row, noon);
    await codings().release(unit, { ...row, figures: { v: 2 } }, noon);
    expect(await codings().releases(unit)).toEqual([row]);
  });
});
