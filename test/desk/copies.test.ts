import { afterEach, beforeEach, expect, it } from 'vitest';
import { TICKET_MINUTES } from '../../src/desk/tickets.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('A copy of all that is held', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  /** The ticket that MY DATA was answered with. */
  async function ticketOf(address: string): Promise<string> {
    const visitor = world.visitor(address);
    await visitor.types('my data');
    const { messages } = await visitor.view();
    return messages.findLast(({ copy }) => copy !== null)?.copy ?? expect.fail('no ticket came');
  }

  const take = (address: string, ticket: string, desk = world.desk) => desk.copies.take('web', address, ticket, 'json');
  const copyFor = async (address: string) => JSON.parse(String((await take(address, await ticketOf(address)))?.body ?? 'null'));

  it('has what was answered, agreed to and said, with the words in which it was asked', async () => {
    await world.visitor('a').goesThrough(...throughRegistering, 'change', 'Name', 'Wren', "that's right");
    const copy = await copyFor('a');
    expect(copy).toMatchObject({
      version: 1,
      madeAt: '2026-03-10T10:00:00.000Z',
      person: {
        name: 'Wren',
        ageBand: '18-24',
        place: 'community',
        language: 'en',
        registeredAt: '2026-03-10T10:00:00.000Z',
        stoppedAt: null,
      },
      channels: [{ channel: 'web', since: '2026-03-10T10:00:00.000Z' }],
      concerns: [],
      codes: [{ until: '2026-03-17T10:00:00.000Z', usedAt: null }, { usedAt: null }],
      roles: [],
    });
    expect(copy.record.at(-1)).toEqual({ action: 'my data', by: 'self', at: '2026-03-10T10:00:00.000Z' });
    expect(copy.conversations).toContainEqual(
      expect.objectContaining({ title: 'Registering interest', flow: 'register-interest', flowVersion: 1, outcome: 'completed' }),
    );
    const names = copy.answers.filter(({ step }: { step: string }) => step === 'name');
    expect(names).toMatchObject([
      { question: 'Name', answer: 'Robin', raw: 'Robin', mode: 'self', termsVersion: '1', replacedAt: '2026-03-10T10:00:00.000Z' },
      { question: 'Name', answer: 'Wren', raw: 'Wren', flow: 'register-interest', flowVersion: 1, replacedAt: null },
    ]);
    expect(copy.answers).toContainEqual(expect.objectContaining({ answer: 'In a town, city or village', value: 'community', raw: 'home' }));
    const agreed = (purpose: string) => copy.consents.find((consent: { purpose: string }) => consent.purpose === purpose);
    expect(agreed('contact_here')).toMatchObject({ state: 'given', termsVersion: '1', how: 'self', witness: null, channel: 'web' });
    expect(agreed('reminders')).toMatchObject({ state: 'refused', wording: expect.stringMatching(/^May we send you reminders\?/) });
    expect(agreed('quotes')).toMatchObject({ state: 'given' });
    expect(copy.messages.slice(-2)).toMatchObject([
      { direction: 'in', text: 'my data', channel: 'web' },
      { direction: 'out', text: expect.stringMatching(/^Here is all that we hold/) },
    ]);
    expect(JSON.stringify(copy)).not.toContain('"a"');
  });

  it('names a concern by its time alone', async () => {
    await world.visitor('a').goesThrough('English', 'Robin', 'i want to kill myself');
    const copy = await copyFor('a');
    expect(copy.concerns).toEqual([{ at: '2026-03-10T10:00:00.000Z' }]);
    expect(JSON.stringify(copy)).not.toMatch(/self_harm|"rule|urgency/);
  });

  it('has the questions in the language of its person', async () => {
    await world.visitor('a').goesThrough('Easy read', 'Robin', '19');
    const { answers } = await copyFor('a');
    expect(answers.map(({ answer }: { answer: string }) => answer)).toEqual(['Easy read', 'Robin', '18 to 24']);
  });

  it('is refused alike when the ticket is forged, run out, used, or somebody else’s; nothing is used up by trying', async () => {
    await world.visitor('a').goesThrough('English', 'Robin');
    await world.visitor('b').goesThrough('English', 'Wren');
    const ticket = await ticketOf('a');
    const [body, mark] = ticket.split('.');
    const { ticket: other } = (await world.desk.copies.ticket('web', 'b')) ?? expect.fail();
    const forged = [
      '',
      'x',
      `${body}.`,
      `${body}.${mark}x`,
      `${other.split('.')[0]}.${mark}`,
      `${body}.${other.split('.')[1]}`,
      `${ticket}é`,
      `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`,
    ];
    for (const one of forged) {
      expect(await world.desk.copies.admits('web', 'a', one), one).toBeNull();
      expect(await take('a', one), one).toBeNull();
    }
    for (const address of ['b', 'nobody']) expect(await take(address, ticket)).toBeNull();
    expect(await world.database.rows('SELECT * FROM used_ticket')).toEqual([]);

    expect(await world.desk.copies.admits('web', 'a', ticket)).toEqual({ language: 'en' });
    expect(await take('a', ticket)).toMatchObject({ name: 'onward-my-data.json' });
    expect(await take('a', ticket)).toBeNull();
    expect(await world.desk.copies.admits('web', 'a', ticket)).toBeNull();

    const late = await ticketOf('a');
    world.clock.pass(TICKET_MINUTES);
    expect(await world.desk.copies.admits('web', 'a', late)).toBeNull();
    expect(await take('a', late)).toBeNull();
  });

  it('goes once to those who show one ticket at the same time, also on two replicas', async () => {
    await world.visitor('a').goesThrough('English', 'Robin');
    const ticket = await ticketOf('a');
    const desks = [world.desk, await world.replica()];
    const taken = await Promise.all(Array.from({ length: 8 }, (_, index) => take('a', ticket, desks[index % 2])));
    expect(taken.filter((file) => file !== null)).toHaveLength(1);
  });

  it('lets two tickets of one moment be two, and remembers used ones until they are of no use', async () => {
    await world.visitor('a').goesThrough('English', 'Robin');
    expect(await take('a', await ticketOf('a'))).not.toBeNull();
    expect(await take('a', await ticketOf('a'))).not.toBeNull();
    expect(await world.database.rows('SELECT * FROM used_ticket')).toHaveLength(2);
    world.clock.pass(3 * 24 * 60);
    expect(await take('a', await ticketOf('a'))).not.toBeNull();
    expect(await world.database.rows('SELECT * FROM used_ticket')).toHaveLength(1);
  });

  it('is there for somebody who said STOP, on any of their devices, and nothing is said in the chat', async () => {
    const visitor = world.visitor('a');
    const [, code] = /Your code is: (\S+)/.exec(await visitor.goesThrough('English', 'Robin', 'code')) ?? [];
    await world.desk.redeem('web', 'phone', code ?? '');
    await visitor.goesThrough('stop');
    const before = (await visitor.view()).messages;
    const offered = await world.desk.copies.ticket('web', 'a');
    expect(offered?.language).toBe('en');
    expect(JSON.parse(String((await take('phone', offered?.ticket ?? ''))?.body ?? '{}')).person.stoppedAt).toBe(
      '2026-03-10T10:00:00.000Z',
    );
    expect((await visitor.view()).messages).toEqual(before);
  });

  it('has nothing for somebody whom nobody knows, or who was deleted', async () => {
    expect(await world.desk.copies.ticket('web', 'nobody')).toBeNull();
    await world.visitor('a').goesThrough('English', 'Robin');
    const ticket = await ticketOf('a');
    await world.visitor('a').goesThrough('delete me', 'yes');
    expect(await world.desk.copies.admits('web', 'a', ticket)).toBeNull();
    expect(await take('a', ticket)).toBeNull();
  });
});
