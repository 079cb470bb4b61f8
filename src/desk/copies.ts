import { recall, say, type Words } from '../engine/index.ts';
import type { CopiedAnswer, Copy, Held } from './copy.ts';
import type { DeskParts } from './parts.ts';
import { participation } from './pathways/record.ts';
import type { ChannelName, Copies } from './ports.ts';
import type { Shelf } from './shelf.ts';
import { newTicket, readTicket, type Wanted } from './tickets.ts';

/** An answer with what was asked and said, in the words of the flow version in which it was given. */
async function worded(held: Held['answers'][number], shelf: Shelf, language: string): Promise<CopiedAnswer> {
  const { flow } = await shelf.pinned(held.flow, held.flowVersion);
  const words = recall(flow, language, held.step, held) ?? { question: held.step, answer: held.raw };
  return { ...words, ...held };
}

/** Something with the name of its flow, in their language. */
async function titled<Part extends { flow: string; flowVersion: number }>(
  held: Part,
  shelf: Shelf,
  language: string,
): Promise<Part & { title: string }> {
  const { flow } = await shelf.pinned(held.flow, held.flowVersion);
  return { title: say(flow.bundle.main.title, language, () => ''), ...held };
}

async function response(held: Held['responses'][number], shelf: Shelf, language: string): Promise<Copy['responses'][number]> {
  const { flow } = await shelf.pinned(held.flow, held.flowVersion);
  const answers = Object.entries(held.answers).map(([step, answer]) => {
    return { step, ...(recall(flow, language, step, answer) ?? { question: step, answer: answer.raw }), ...answer };
  });
  return { ...(await titled(held, shelf, language)), answers };
}

/** Stages, proofs, waivers and what lists say with the words of the pathway as it is now; what it does not know any more keeps its id. */
function onPathway(
  { stages, proofs, waivers, tenures }: Held,
  { pathway }: DeskParts,
  language: string,
): Pick<Copy, 'stages' | 'proofs' | 'waivers' | 'tenures'> {
  const called = (words: Words | undefined, id: string) => (words ? say(words, language, () => '') : id);
  const stageCalled = (id: string) => called(pathway.stages.find(({ stage }) => stage === id)?.label, id);
  return {
    stages: stages.map((held) => ({ title: stageCalled(held.stage), ...held })),
    tenures: tenures.map((held) => ({ title: stageCalled(held.stage), ...held })),
    proofs: proofs.map((held) => {
      const asks = pathway.requirements.find(({ kind, which }) => kind === held.kind && which === held.which);
      return { title: called(asks?.label, held.which), ...held };
    }),
    waivers: waivers.map((held) => {
      const asks = pathway.requirements.find(({ requirement }) => requirement === held.requirement);
      return { title: called(asks?.label, held.requirement), ...held };
    }),
  };
}

async function copyOf(held: Held, shelf: Shelf, parts: DeskParts, now: Date): Promise<Copy> {
  const { lexicon, flows } = parts;
  const { language } = held.person;
  const constants = (gap: string) => lexicon.constants[gap] ?? '';
  return {
    version: 1,
    madeAt: now.toISOString(),
    ...held,
    ...onPathway(held, parts, language),
    conversations: await Promise.all(held.conversations.map((conversation) => titled(conversation, shelf, language))),
    invitations: await Promise.all(held.invitations.map((invitation) => titled(invitation, shelf, language))),
    nudges: held.nudges.map((nudge) => {
      const title = flows.get(nudge.flow)?.main.title;
      return { title: title ? say(title, language, () => '') : nudge.flow, ...nudge };
    }),
    responses: await Promise.all(held.responses.map((one) => response(one, shelf, language))),
    answers: await Promise.all(held.answers.map((answer) => worded(answer, shelf, language))),
    consents: held.consents.map((consent) => ({ ...consent, wording: consent.wording && say(consent.wording, language, constants) })),
  };
}

/** Copies of all that is held, for those who ask. They go past the chat: nothing is said in it, so somebody who said STOP has theirs too. */
export function copiesOf(parts: DeskParts, shelf: Shelf): Copies {
  const { store, clock, seal, ids } = parts;
  /** Nobody, where a link of an email opened the chat: it shows nothing of what they told us. */
  async function whose(channel: ChannelName, address: string) {
    const { person, narrow } = await store.open(channel, address, null);
    return narrow ? null : person;
  }
  async function shown(channel: ChannelName, address: string, ticket: string) {
    const now = clock.now();
    const person = await whose(channel, address);
    return { now, person, ticket: readTicket(seal, ticket, person?.id ?? null, now) };
  }
  return {
    ticket: async (channel, address, of = 'data') => {
      const person = await whose(channel, address);
      const wanted: Wanted = of === 'record' ? { of, without: [] } : { of };
      return person && { ticket: newTicket(seal, ids, person.id, clock.now(), wanted), language: person.language };
    },
    admits: async (channel, address, text) => {
      const { person, ticket } = await shown(channel, address, text);
      // Asked for every ticket, so that one which is not genuine takes as long as one that was used.
      const used = await store.tickets.used(ticket?.hash ?? '');
      return person && ticket && !used ? { language: person.language } : null;
    },
    take: async (channel, address, text, format) => {
      const { now, person, ticket } = await shown(channel, address, text);
      const fits = ticket && (ticket.wanted.of === 'record') === (format === 'pdf');
      const held = await store.tickets.take(
        fits ? ticket : null,
        person?.id ?? null,
        now,
        format === 'pdf' ? 'my record copied' : 'my data copied',
      );
      if (!held || !ticket || !person) return null;
      if (format !== 'pdf') return parts.drawCopy(await copyOf(held, shelf, parts, now), format);
      const without = ticket.wanted.of === 'record' ? ticket.wanted.without : [];
      const record = await participation(parts, person.id, person.language, now, without);
      return record && parts.drawRecord.file(record);
    },
  };
}
