import { promptOf } from '../engine/index.ts';
import { marksOf, nightOf } from '../people/index.ts';
import { alertLeads } from './alert.ts';
import { keepBulletin, redrawBulletins } from './bulletins.ts';
import { hashOfCode } from './codes.ts';
import { commands } from './commands/index.ts';
import { showForm, showHome, takeCommand } from './commands/take.ts';
import { contactsOf, waysOfContact } from './contacts.ts';
import { copiesOf } from './copies.ts';
import { currentOf } from './current.ts';
import { collect, deliver, leaseFrom, sendClaimed } from './deliver.ts';
import { auditOwn, type Draft } from './draft.ts';
import { createLanes } from './lanes.ts';
import { draftOverheard, MOST_OVERHEARD } from './overhear.ts';
import type { DeskParts } from './parts.ts';
import type { ChannelName, ChatView, Committed, DeliveryCounts, Desk, Inbound, Taken } from './ports.ts';
import { retain } from './retain.ts';
import { stockShelf } from './shelf.ts';
import { sendInvitations } from './surveys/invite.ts';
import { linkOf } from './surveys/links.ts';
import { papersOf } from './surveys/papers.ts';
import { draftSilence, draftTurn, greeting } from './turn.ts';

/**
 * Tries at one turn. A race between replicas is lost once in a while; losing three times running means a flood, and the channel
 * is told to send the event again.
 */
const TRIES = 3;

/** Silences taken up in one tick, so that a tick stays short. The next tick goes on. */
const SILENCES_PER_TICK = 200;

/** Publishes flows and terms, and answers a desk that is ready to take turns. */
export async function createDesk(parts: DeskParts): Promise<Desk> {
  const { store, wakes, clock, terms, home } = parts;
  await store.publishTerms(terms, clock.now());
  const shelf = await stockShelf(parts);
  const lanes = createLanes();
  const sending = createLanes();
  let closed = false;

  async function commit(draft: Draft): Promise<Committed> {
    const { channel, externalId, person, concern, messages } = draft.record;
    // Read now, and good: when another turn of theirs comes between, this one is lost, and drafted again.
    const contacts = () => (person.isNew ? Promise.resolve([]) : contactsOf(parts, shelf, [person.id]));
    if (draft.forget === null) {
      if (person.set.stoppedAt) draft.record.stops = await contacts();
      const first = draft.record.pushed && parts.carriers.has(channel) ? messages.find(({ direction }) => direction === 'out') : undefined;
      if (first) first.lease = leaseFrom(clock.now());
      return store.commit(draft.record);
    }
    if (!person.isNew) auditOwn(draft, 'deleted');
    const given = draft.forget.asked ? await contacts() : [];
    // Whom a list brought by one of these goes too, and no list may bring them back by what else it had of them.
    const marked = given.length > 0 ? [...given, ...(await store.contacts.listedWith(given))] : [];
    return store.forget({
      channel,
      externalId,
      person: person.isNew ? null : person.id,
      conversationVersion: draft.record.conversation?.version ?? 0,
      tally: draft.forget.tally,
      concern,
      concernOf: person.id,
      help: {
        words: concern && (messages.findLast(({ direction }) => direction === 'in')?.said.text ?? null),
        name: draft.person.name,
        ageBand: draft.person.ageBand,
        place: draft.person.place,
        reach: waysOfContact(parts, shelf),
      },
      audit: draft.record.audit,
      tombstones: given.length > 0 ? { contacts: given, marks: marksOf(marked, parts.seal) } : null,
      at: draft.now,
    });
  }

  /**
   * What is said goes out at once. Not waited for: the channel hears first that the event was taken, and what fails here is sent by the next round.
   * @param claimed the first of it, when it was claimed as it was written
   */
  function send({ record, person: { id: person, language }, now: at }: Draft, claimed: string | null): void {
    const { channel, address, messages } = record;
    const [first, ...rest] = messages.filter(({ direction }) => direction === 'out');
    const work = async () => {
      if (claimed !== null && first) {
        // Nothing waited before it, so a STOP can only be older than what it answers.
        const message = { id: claimed, person, channel, address, kind: null, said: first.said, language, attempts: 0, at, stoppedAt: null };
        await sendClaimed(parts, message);
      }
      if (claimed === null || rest.length > 0) await deliver(parts, () => !closed, person);
    };
    sending.run(person, work).catch(() => undefined);
  }

  function alertSoon(): void {
    lanes.run('alerts', () => alertLeads(parts, clock.now())).catch(() => undefined);
  }

  let round: Promise<DeliveryCounts> | null = null;

  async function take(inbound: Inbound, drafting = draftTurn): Promise<Taken> {
    for (let tries = 0; tries < TRIES; tries++) {
      const opened = await store.open(inbound.channel, inbound.address, inbound.externalId);
      if (opened.seen) return { kind: 'duplicate' };
      const draft = await drafting(parts, shelf, clock.now(), opened, inbound);
      const committed = await commit(draft);
      if (committed === 'duplicate') return { kind: 'duplicate' };
      if (committed === 'lost') continue;
      wakes.announce(draft.person.id);
      if (draft.record.pushed && !draft.forget) send(draft, committed === 'committed' ? null : committed.claimed);
      // Not waited for: the young person is answered first. What fails here the next tick does.
      if (draft.record.concern) alertSoon();
      const { id, language } = draft.person;
      return { kind: 'taken', person: id, messages: draft.said, forgotten: draft.forget !== null, language };
    }
    return { kind: 'busy' };
  }

  async function view(channel: ChannelName, address: string, after?: string): Promise<ChatView> {
    const { opened, messages } = await store.history(channel, address, after);
    if (!opened.person) {
      const { shelved, begun } = greeting(shelf, home.first);
      const said = begun.events.flatMap((event) => (event.type === 'said' ? [event.said.text] : []));
      return {
        person: null,
        messages: said.map((text, index) => ({
          id: `greeting-${index}`,
          direction: 'out',
          text,
          at: clock.now(),
          externalId: null,
          copy: null,
        })),
        prompt: promptOf(shelved.flow, begun.session),
        stopped: false,
        language: begun.session.language,
      };
    }
    const current = await currentOf(shelf, opened.conversation);
    const { id, stopped, language } = opened.person;
    const shown = messages.map(({ survey, ...message }) => (survey ? { ...message, link: linkOf(parts, survey) } : message));
    return { person: id, messages: shown, prompt: current && promptOf(current.shelved.flow, current.session), stopped, language };
  }

  /** One event of an address after the other. */
  async function inTurn(inbound: Inbound, drafting?: typeof draftTurn): Promise<Taken> {
    return closed ? { kind: 'busy' } : lanes.run(`${inbound.channel} ${inbound.address}`, () => take(inbound, drafting));
  }

  return {
    receive: (inbound) => inTurn(inbound),
    overhear: async ({ text, ...from }) => {
      const heard = [...text].slice(0, MOST_OVERHEARD).join('');
      if (!parts.screen(heard)) return null;
      const taken = await inTurn({ ...from, reply: { kind: 'text', text: heard } }, draftOverheard);
      return (taken.kind === 'taken' && taken.messages.at(-1)) || null;
    },
    view,
    redeem: async (channel, address, code) => {
      const person = await store.redeem(channel, address, hashOfCode(code), clock.now());
      if (person) wakes.announce(person);
      return person ? { kind: 'redeemed', person } : { kind: 'refused' };
    },
    copies: copiesOf(parts, shelf),
    papers: papersOf(parts, shelf, () => alertSoon()),
    command: (caller, order) => takeCommand(parts, shelf, clock.now(), caller, order),
    home: (caller) => showHome(parts, shelf, clock.now(), caller),
    keep: (place, sheet) => keepBulletin(parts, place, sheet),
    form: (caller, order) => showForm(parts, shelf, clock.now(), caller, order),
    tick: async (now) => {
      let silences = 0;
      for (const { channel, address, opened } of await store.silent(now, SILENCES_PER_TICK)) {
        const draft = await draftSilence(parts, shelf, now, opened, { channel, address });
        // A lost race means that the person has just written: there is no silence any more.
        if (!draft || (await store.commit(draft.record)) !== 'committed') continue;
        silences += 1;
        wakes.announce(draft.person.id);
      }
      await store.surveys.seal(now);
      const told = await lanes.run('alerts', () => alertLeads(parts, now));
      const redrawn = await lanes.run('bulletins', () => redrawBulletins(parts, shelf, commands, now));
      return { silences, ...told, redrawn };
    },
    deliver: () => {
      round ??= sending
        .done()
        .then(() => sendInvitations(parts, shelf, clock.now(), () => !closed))
        .then(() => deliver(parts, () => !closed))
        .finally(() => (round = null));
      return round;
    },
    collect: async (channel, address, show) => {
      const { person } = await store.open(channel, address, null);
      if (person) await sending.run(person.id, () => collect(parts, channel, person.id, show));
    },
    night: async (now, signal) => ((await store.retention.claim(nightOf(now))) ? retain(parts, shelf, now, signal) : null),
    close: async () => {
      closed = true;
      await lanes.idle();
      await sending.idle();
      await round?.catch(() => undefined);
    },
  };
}
