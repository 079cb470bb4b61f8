import type { Answered, ChannelName, People, PersonDetail, PersonSummary } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Person } from './client/client.ts';
import { consentOf } from './consents.ts';
import type { Database } from './database.ts';

function summaryOf(person: Person): PersonSummary {
  const { id, name, ageBand, place, language, registeredAt, createdAt, stoppedAt, pausedUntil, personWantedAt } = person;
  return { id, name, ageBand, place, language, registeredAt, startedAt: createdAt, stoppedAt, pausedUntil, personWantedAt };
}

export function peopleOf({ prisma, sql }: Database): People {
  return {
    list: async (limit) =>
      (
        await prisma.person.findMany({
          // Staff are people too; who never answered anything is not in this list.
          where: { OR: [{ conversations: { some: {} } }, { roles: { none: {} } }] },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
        })
      ).map(summaryOf),
    show: async (start): Promise<PersonDetail | null> => {
      const id = await wholeId(sql, 'person', start);
      if (id === null) return null;
      const person = await prisma.person.findUnique({
        where: { id },
        include: {
          addresses: { select: { channel: true } },
          consents: { orderBy: { id: 'asc' } },
          conversations: { orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] },
        },
      });
      if (!person) return null;
      const conversations = new Map(person.conversations.map((conversation) => [conversation.id, conversation]));
      const answers = await prisma.answer.findMany({
        where: { conversationId: { in: [...conversations.keys()] } },
        orderBy: { id: 'asc' },
      });
      const responses = await prisma.response.findMany({
        where: { personId: person.id },
        include: { run: { select: { flow: true, flowVersion: true } } },
        orderBy: [{ day: 'asc' }, { id: 'asc' }],
      });
      const told = answers.flatMap(({ conversationId, step, value, category, raw, at, replacedAt }) => {
        const conversation = conversations.get(conversationId);
        if (!conversation) return [];
        const { flow, flowVersion } = conversation;
        return [{ flow, flowVersion, step, value: value as Answered['value'], category, raw, at, current: replacedAt === null }];
      });
      // What was answered in the chat is there already; by a link it is only here.
      const byLink = responses.flatMap(({ run, day, answers }) =>
        Object.entries(answers as unknown as Record<string, Answered>)
          .map(([step, answer]) => ({ ...run, step, ...answer, at: day, current: true }))
          .filter(({ flow, step, raw }) => !told.some((one) => one.current && one.flow === flow && one.step === step && one.raw === raw)),
      );
      return {
        ...summaryOf(person),
        messages: await prisma.message.count({ where: { personId: person.id } }),
        channels: [...new Set(person.addresses.map(({ channel }) => channel as ChannelName))],
        answers: [...told, ...byLink],
        consents: person.consents.map(consentOf),
      };
    },
  };
}
