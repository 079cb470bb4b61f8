import { isZone } from '../calendar/index.ts';
import { promptOf } from '../engine/index.ts';
import { createLanes } from '../lanes.ts';
import { marksOf } from '../people/index.ts';
import { alertLeads } from './alert.ts';
import { keepBulletin, redrawBulletins } from './bulletins.ts';
import { hashOfCode, ownAccounts } from './codes.ts';
import { commands } from './commands/index.ts';
import { showForm, showHome, takeCommand } from './commands/take.ts';
import { contactsOf, waysOfContact } from './contacts.ts';
import { copiesOf } from './copies.ts';
import { currentOf } from './current.ts';
import { claimAtOnce, claimedAtOnce } from './deliver/at-once.ts';
import { collect, createSender, type SendingParts } from './deliver.ts';
import { tellStaff } from './digest.ts';
import { auditOwn, type Draft } from './draft.ts';
import { prepare, STOP } from './mail.ts';
import { draftOpened, mayShow } from './narrow.ts';
import { stillGoes } from './nudges/goes.ts';
import { afresh, keptUp } from './nudges/kept-up.ts';
import { replanPathways } from './nudges/pathway.ts';
import { planNudges } from './nudges/plan.ts';
import { watchNudges } from './nudges/watch.ts';
import { offerAgain } from './opportunities/offer.ts';
import { draftOverheard, MOST_OVERHEARD } from './overhear.ts';
import { park } from './parked.ts';
import type { DeskParts } from './parts.ts';
import { settlePairs } from './pathways/settle.ts';
import type { ChannelName, ChatView, Committed, DeliveryCounts, Desk, Inbound, Taken } from './ports.ts';
import { retain } from './retain.ts';
import { stockShelf } from './shelf.ts';
import { linkOf } from './surveys/links.ts';
import { papersOf } from './surveys/papers.ts';
import { startOf } from './tablets/start.ts';
import { takeFrom } from './tablets/take.ts';
import { draftSilence, draftStopped, draftTurn, greeting } from './turn.ts';

/**
 * Tries at one turn. A race between replicas is lost once in a while; losing three times running means a flood, and the channel
 * is told to send the event again.
 */
const TRIES = 3;

/** Silences taken up in one tick, so that a tick stays short. The next tick goes on. */
const SILENCES_PER_TICK = 200;

/** Publishes flows and terms, and answers a desk that is ready to take turns. */
export async function createDesk(given: DeskParts): Promise<Desk> {
  const parts = { ...given, store: { ...given.store, pathways: keptUp(given) } };
  const { store, wakes, clock, ids, terms, home } = parts;
  await store.publishTerms(terms, clock.now());
  const shelf = await stockShelf(parts);
  const lanes = createLanes();
  const sending = createLanes();
  let closed = false;
  const sendingParts: SendingParts = {
    ...parts,
    prepare: (message) => prepare(parts, shelf, message),
    stillGoes: (message, blackouts, now) => stillGoes(parts, shelf, message, blackouts, now),
  };
  const sender = createSender(sendingParts, () => !closed);
  const nudges = watchNudges(parts, shelf, sender.wake, () => !closed);

  async function commit(draft: Draft): Promise<Committed> {
    const { channel, externalId, person, concern, messages } = draft.record;
    // Read now, and good: when another turn of theirs comes between, this one is lost, and drafted again.
    const contacts = () => (person.isNew ? Promise.resolve([]) : contactsOf(parts, shelf, [person.id]));
    if (draft.forget === null) {
      if (person.set.stoppedAt) draft.record.stops = await contacts();
      claimAtOnce(draft);
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

  /** What is said goes out at once. Not waited for: the channel hears first that the event was taken, and what fails here is sent by the next round. */
  function send(draft: Draft, committed: Committed): void {
    const { channel, person } = draft.record;
    const claimed = () => (typeof committed === 'string' ? null : claimedAtOnce(draft, committed.claimed));
    sending.run(person.id, () => sender.sendTo(channel, person.id, claimed())).catch(() => undefined);
  }

  /** What it queues goes at once. */
  function alert(now: Date): ReturnType<typeof alertLeads> {
    return lanes.run('alerts', () => alertLeads(parts, now)).finally(sender.wake);
  }

  function alertSoon(): void {
    alert(clock.now()).catch(() => undefined);
  }

  let round: Promise<DeliveryCounts> | null = null;

  /** @param person whose it is, where the address does not say it */
  async function take(inbound: Inbound, drafting = draftTurn, person: string | null = null): Promise<Taken> {
    for (let tries = 0; tries < TRIES; tries++) {
      const { channel, address, externalId, place } = inbound;
      const opened = person === null ? await store.open(channel, address, externalId, place) : await store.openOf(person);
      if (!opened || opened.seen) return { kind: 'duplicate' };
      const draft = await drafting(parts, shelf, clock.now(), opened, inbound);
      const committed = await commit(draft);
      if (committed === 'duplicate') return { kind: 'duplicate' };
      if (committed === 'lost') continue;
      wakes.announce(draft.person.id);
      if (draft.record.pushed && !draft.forget) send(draft, committed);
      // Not waited for: the young person is answered first. What fails here the next tick does.
      if (draft.record.concern) alertSoon();
      const { pausedAt, leftAt } = draft.record.enrols ?? {};
      if (pausedAt !== undefined || leftAt !== undefined) await afresh(parts, draft.person.id);
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
    const waits = current && (!opened.narrow || mayShow(parts, current)) ? promptOf(current.shelved.flow, current.session) : null;
    return { person: id, messages: shown, prompt: waits, stopped, language };
  }

  /** One event of an address after the other. */
  async function inTurn(inbound: Inbound, drafting?: typeof draftTurn, person?: string): Promise<Taken> {
    const lane = person ?? `${inbound.channel} ${inbound.address}`;
    return closed ? { kind: 'busy' } : lanes.run(lane, () => take(inbound, drafting, person));
  }

  /** Something that a link of an email says for somebody. */
  const event = (text: string): Inbound => ({ channel: 'email', address: '', externalId: ids.next(), reply: { kind: 'text', text } });

  return {
    receive: (inbound) => inTurn(inbound),
    overhear: async ({ text, ...from }) => {
      const heard = [...text].slice(0, MOST_OVERHEARD).join('');
      if (!parts.screen(heard)) return null;
      const taken = await inTurn({ ...from, reply: { kind: 'text', text: heard } }, draftOverheard);
      return (taken.kind === 'taken' && taken.messages.at(-1)) || null;
    },
    view,
    redeem: (channel, address, code, from = {}) =>
      lanes.run(`${channel} ${address}`, async () => {
        const { externalId = null, own = null } = from;
        if (externalId !== null && (await store.open(channel, address, externalId)).seen) return { kind: 'duplicate' };
        const [hash, at] = [hashOfCode(code), clock.now()];
        const redeemed = await store.redeem(channel, address, hash, at, { externalId, own });
        if (redeemed.kind === 'refused' && ownAccounts.includes(channel)) {
          const merged = await store.merges.byCode({ channel, address, hash, externalId, at });
          if (!merged) return redeemed;
          for (const person of [merged.keep, merged.other]) wakes.announce(person);
          return { kind: 'redeemed', person: merged.keep };
        }
        if (redeemed.kind === 'opened') await take({ ...event(''), channel, address }, draftOpened);
        if (redeemed.kind === 'redeemed') wakes.announce(redeemed.person);
        return redeemed;
      }),
    locate: async (channel, address, zone) => {
      if (isZone(zone)) await store.people.locate(channel, address, zone);
    },
    place: (channel, address, place) => store.people.place(channel, address, place, clock.now()),
    stopBy: async (token) => {
      const person = parts.stopLinks.open(STOP, token);
      if (person === null) return null;
      const opened = await store.openOf(person);
      // Who was deleted is written to no more either.
      if (opened?.person && !opened.person.stopped) {
        const { kind } = await inTurn(event('STOP'), draftStopped, person);
        if (kind === 'busy') throw new Error('A stop by a link has to be sent again: too much was going on.');
      }
      return { language: opened?.person?.language ?? 'en' };
    },
    bounced: (id) => store.outbox.bounced(id, clock.now()),
    copies: copiesOf(parts, shelf),
    papers: papersOf(parts, shelf, () => alertSoon()),
    tablets: {
      start: (code) => startOf(parts, shelf, code),
      take: (token, envelopes) => takeFrom(parts, shelf, token, envelopes),
    },
    command: (caller, order, brought) => takeCommand(parts, shelf, clock.now(), caller, order, brought).finally(sender.wake),
    park: (caller, order) => park(parts, caller, order),
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
      await store.parked.sweep(now);
      await store.tablets.sweep(now);
      await settlePairs(parts, now);
      const planned = await planNudges(parts, now);
      const told = await alert(now);
      const redrawn = await lanes.run('bulletins', () => redrawBulletins(parts, shelf, commands, now));
      return { silences, planned, ...told, redrawn };
    },
    deliver: () => {
      round ??= sending
        .done()
        .then(nudges.decide)
        .then(sender.round)
        .finally(() => (round = null));
      return round;
    },
    sending: {
      ...sender,
      look: async () => {
        const nudge = await nudges.look();
        const times = [await sender.look(), nudge];
        return times.reduce<Date | null>((a, b) => (a && b ? (a < b ? a : b) : (a ?? b)), null);
      },
    },
    collect: async (channel, address, show) => {
      const { person } = await store.open(channel, address, null);
      if (person) await sending.run(person.id, () => collect(sendingParts, channel, person.id, show));
    },
    night: (now, signal) => retain(parts, shelf, now, signal),
    replan: async (now) => {
      const { planned, dropped } = await replanPathways(parts, now);
      return { planned: planned + (await offerAgain(parts, shelf, now)), dropped };
    },
    digest: (week) => tellStaff(parts, week, clock.now()),
    close: async () => {
      closed = true;
      await lanes.idle();
      await sending.idle();
      await sender.idle();
      await round?.catch(() => undefined);
    },
  };
}
