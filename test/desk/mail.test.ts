import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { OutMessage } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { catalogue } from '../support/shipped.ts';
import { addSession, give, register, sendNow } from '../support/surveys.ts';
import { createWorld, day, registeringBy, type World } from '../support/world.ts';

onEmbedded('Email', (kind) => {
  let world: World;
  let mail: ReturnType<typeof fakeCarrier>;
  let count = 0;
  let here: string;
  beforeAll(async () => {
    mail = fakeCarrier('email');
    world = await createWorld(kind, { carriers: mail.carriers });
    here = await register(world, 'here');
  });
  afterAll(() => world.remove());
  afterEach(() => {
    mail.sent.length = 0;
    mail.during.length = 0;
  });

  /** Somebody new who has registered with an email and said yes to it, or what `replies` says in its place. */
  async function somebody(replies = (all: string[]) => all) {
    const name = `p${++count}`;
    const email = `${name}@example.org`;
    const person = await register(world, name, 'web', replies(registeringBy('email', email)));
    return { name, email, person, visitor: world.visitor(name) };
  }
  /** A survey of a session, at which was somebody who is written to in the chat too. */
  async function survey(people: string[], input: object = {}): Promise<string> {
    return sendNow(world, { template: 'after-session', session: await addSession(world, [here, ...people]), kind: 'named', ...input });
  }
  const newest = () => mail.sent.at(-1) as OutMessage;
  const tokenOf = (url = '') => new URL(url).pathname.split('/')[2] ?? '';
  /** Somebody who was emailed, and their email's tokens. */
  async function emailed() {
    const one = await somebody();
    await survey([one.person]);
    const { links } = newest();
    return { ...one, chat: tokenOf(links?.chat), stop: tokenOf(links?.stop), paper: tokenOf(links?.survey ?? undefined) };
  }
  const stateOf = async (person: string) =>
    (await world.database.rows<{ state: string }>(`SELECT state FROM message WHERE person_id = '${person}' AND channel = 'email'`)).map(
      ({ state }) => state,
    );

  it('goes to who said yes to it, with links, and the words stand in their chat', async () => {
    const { email, person, visitor } = await somebody();
    await survey([person]);
    expect(mail.sent).toMatchObject([{ address: email, kind: 'invitation', person, channel: 'email' }]);
    const { links } = newest();
    expect(
      [links?.chat, links?.survey, links?.stop].map((url) => /^https:\/\/chat\.example\.org\/(\w+)\/[\w-]{43,}$/.exec(url ?? '')?.[1]),
    ).toEqual(['m', 's', 'stop']);
    for (const part of [person, email]) expect(JSON.stringify(links)).not.toContain(part);
    expect(await visitor.hears()).toContain('Would you answer some questions');
    expect(await world.desk.papers.view(tokenOf(links?.survey ?? ''), null)).toMatchObject({ anonymous: false });
  });

  it('keeps the email where it was answered, and nowhere else', async () => {
    const { email, person } = await somebody();
    const before = (await everything(world.database)).filter((row) => row.includes(email)).length;
    await survey([person], { kind: 'anonymous' });
    expect((await everything(world.database)).filter((row) => row.includes(email))).toHaveLength(before);
  });

  it('goes to none who said no, who took it back, or who wants it another way', async () => {
    const no = await somebody((all) =>
      all.map((reply, at) => (all[at - 1]?.includes('@') ? 'no' : reply)).filter((_, at, all) => all[at] !== undefined),
    );
    const back = await somebody();
    await back.visitor.goesThrough('my choices', 'Email');
    await survey([no.person, back.person]);
    expect(mail.sent).toEqual([]);
  });

  it('is not sent when the yes is taken back between, or another email is given', async () => {
    const { person, visitor } = await somebody();
    mail.ends({ kind: 'later', at: null });
    await survey([person]);
    await visitor.goesThrough('my choices', 'Email');
    world.clock.pass(1);
    await world.desk.deliver();
    expect([mail.sent, await stateOf(person)]).toEqual([[], ['held']]);
  });

  it('reaches who came by a list, with a yes that was written down and not without', async () => {
    await give(world, 'people import', { file: 'name,email\nLee,lee@example.org\nMo,mo@example.org', apply: true });
    const people = await world.database.rows<{ id: string }>(
      `SELECT person_id AS id FROM address WHERE value IN ('lee@example.org', 'mo@example.org') ORDER BY value`,
    );
    const [lee, mo] = people.map(({ id }) => id);
    const version = catalogue.terms.find(({ purpose }) => purpose === 'contact_email')?.version;
    await world.database.rows(`INSERT INTO consent (person_id, purpose, terms_version, state, how, witness, channel, at)
      VALUES ('${lee}', 'contact_email', '${version}', 'given', 'witnessed', 'Ada', 'terminal', now())`);
    await survey([lee ?? '', mo ?? '']);
    expect(mail.sent.map(({ address }) => address)).toEqual(['lee@example.org']);
    expect(await world.desk.stopBy(tokenOf(newest().links?.stop))).toEqual({ language: 'en' });
    await survey([lee ?? '', mo ?? '']);
    expect(mail.sent).toHaveLength(1);
  });

  it('opens the chat from its message on, once, and says in the whole chat that it did', async () => {
    const { visitor, chat } = await emailed();
    await visitor.hears();
    expect(await world.desk.redeem('web', `${chat}-b`, chat)).toMatchObject({ kind: 'opened' });
    expect(await world.desk.redeem('web', `${chat}-c`, chat)).toEqual({ kind: 'refused' });
    const other = world.visitor(`${chat}-b`);
    const said = (await other.view()).messages.map(({ text }) => text);
    expect(said).toEqual([
      expect.stringContaining('Would you answer some questions'),
      expect.stringContaining('A link in an email from us opened'),
    ]);
    expect(await visitor.hears()).toContain('A link in an email from us opened');
    // What is said elsewhere later is not shown there, and what is said there is shown in both.
    await visitor.types('I am sad, and this is mine alone');
    expect((await other.view()).messages.map(({ text }) => text)).toEqual(said);
    expect(await other.goesThrough('survey')).toContain('How was today?');
    expect(await visitor.hears()).toContain('How was today?');
  });

  it('shows nothing there of what was told before, and gives no key to it', async () => {
    const { name, email, chat } = await emailed();
    await world.desk.redeem('web', `${chat}-b`, chat);
    const other = world.visitor(`${chat}-b`);
    for (const word of [
      'my data',
      'code',
      'my choices',
      'where am I?',
      'change',
      'delete me',
      'menu',
      'see',
      'menu',
      'Use a new phone or tablet',
      'menu',
      'delete',
      'hi',
    ])
      await other.types(word);
    const { messages, prompt } = await other.view();
    const heard = messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
    expect(heard.filter((text) => text.includes('That is not for here')).length).toBeGreaterThan(5);
    const all = JSON.stringify([messages, prompt]);
    for (const secret of ['Robin', 'Leeds', email, 'Your code is', 'You said', 'Here is']) expect(all).not.toContain(secret);
    expect(await world.desk.copies.ticket('web', `${chat}-b`)).toBeNull();
    // After STOP, DELETE ME asks nothing: not there either.
    await other.types('stop');
    await other.types('delete me');
    expect((await world.visitor(name).view()).person).not.toBeNull();
  });

  it('asks there the question that waits, and keeps the list of answers for where they began', async () => {
    const { person, visitor } = await somebody((all) => all.slice(0, -2));
    await survey([person]);
    const chat = tokenOf(newest().links?.chat);
    await world.desk.redeem('web', `${chat}-b`, chat);
    const other = world.visitor(`${chat}-b`);
    expect(await other.hears()).toContain('May we use what you say');
    expect(await other.goesThrough('no')).toContain('Your answers are safe');
    expect(await other.question()).toBeNull();
    await other.types("that's right");
    expect(await other.hears()).toContain('That is not for here');
    expect(await visitor.question()).toBe('check');
    expect(await visitor.goesThrough("that's right")).toContain('That is everything');
  });

  it('leaves a device that has the whole chat as it is', async () => {
    const { name, chat } = await emailed();
    const before = (await world.visitor(name).view()).messages.length;
    expect(await world.desk.redeem('web', 'new', chat, { own: name })).toMatchObject({ kind: 'known' });
    expect((await world.visitor(name).view()).messages).toHaveLength(before);
    expect(await world.desk.redeem('web', `${chat}-b`, chat)).toMatchObject({ kind: 'opened' });
  });

  it('opens for fourteen days', async () => {
    const { chat } = await emailed();
    world.clock.pass(14 * day);
    expect(await world.desk.redeem('web', `${chat}-b`, chat)).toEqual({ kind: 'refused' });
  });

  it('stops by its link as STOP does, as often as anybody likes, and nothing more is sent', async () => {
    const { person, visitor, stop } = await emailed();
    await visitor.hears();
    expect(await world.desk.stopBy(stop)).toEqual({ language: 'en' });
    expect(await world.desk.stopBy(stop)).toEqual({ language: 'en' });
    expect(await visitor.hears()).toContain('You have stopped all messages');
    expect((await visitor.view()).stopped).toBe(true);
    await survey([person]);
    await world.desk.deliver();
    expect(mail.sent).toHaveLength(1);
    const audit = (await world.database.store.audit.list(20)).filter(({ action }) => action === 'stopped by a link');
    expect(audit.filter(({ about }) => about === person)).toHaveLength(1);
    await visitor.types('start');
    await visitor.types('delete me');
    await visitor.types('yes');
    expect(await world.desk.stopBy(stop)).toEqual({ language: 'en' });
    expect((await visitor.view()).person).toBeNull();
  });

  it('knows no link that it did not make', async () => {
    const { stop, person } = await emailed();
    for (const token of ['', 'x', `${stop}x`, stop.slice(1), person, Buffer.from(person).toString('base64url')])
      expect([token, await world.desk.stopBy(token)]).toEqual([token, null]);
  });

  it('asks nobody by an email that came back three times, but by another that they give', async () => {
    const one = await somebody();
    for (let times = 0; times < 3; times++) {
      await survey([one.person]);
      expect(mail.sent).toHaveLength(times + 1);
      await world.desk.bounced(newest().id);
      world.clock.pass(3 * day);
    }
    expect(
      await world.database.rows(`SELECT refusals, unreachable_at IS NOT NULL AS dead FROM letterbox WHERE person_id = '${one.person}'`),
    ).toEqual([{ refusals: 3, dead: true }]);
    await survey([one.person]);
    expect(mail.sent).toHaveLength(3);
    await one.visitor.goesThrough('change', 'How may we contact you', 'Email', 'another@example.org', 'yes', "that's right");
    await survey([one.person]);
    expect(mail.sent.map(({ address }) => address).at(-1)).toBe('another@example.org');
  });

  it('notes once that it came back', async () => {
    const { person } = await emailed();
    const { id } = newest();
    expect(await Promise.all([world.desk.bounced(id), world.desk.bounced(id)])).toEqual(expect.arrayContaining([true, false]));
    expect(await stateOf(person)).toEqual(['failed']);
    expect(await world.desk.bounced('999999999')).toBe(false);
    const { messages } = await world.visitor(`p${count}`).view();
    expect(await world.desk.bounced(messages[0]?.id ?? '')).toBe(false);
  });
});
