import { z } from 'zod';
import { lateJobs } from '../digest.ts';
import type { NextStep } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { toCode } from './home-coding.ts';
import { late as lateFindings } from './home-findings.ts';
import { MOST_BUTTONS, MOST_ROWS, nothing, type Part, stepsOf, tableOf } from './home-part.ts';
import { mine, planned, surveys } from './home-sessions.ts';
import { openStep } from './opportunities.ts';
import { callTwo, pairCalled, pairSteps, pairsWaiting } from './pair-who.ts';
import { boardOf, type PathwayBoard } from './pathway-board.ts';
import { nameOf } from './survey-sheets.ts';
import { day, short, when } from './when.ts';

/** Rows of one part of the pathway board: a glance. */
const MOST_ON_HOME = 5;
/** Sessions that are looked through for surveys that are due. */
const LOOKED_AT = 200;
/** A survey that closed so long ago is over, in ms: nobody is asked about it any more. */
const CLOSED_SINCE = 14 * 24 * 3_600_000;

/** Their reminders are over: what is left is for a person to do. */
async function unanswered(context: Context): Promise<Part> {
  const { parts, actor, may, now, words } = context;
  if (actor.person === null || !may('send surveys')) return nothing;
  const runs = await parts.store.nudges.overdue(actor.person, new Date(now.getTime() - CLOSED_SINCE));
  const shown = runs.slice(0, MOST_ROWS);
  return {
    table: tableOf(
      ['Not answered, and no more reminders', 'People', 'Id'],
      shown.map(({ run, flow, people }) => [nameOf(context, flow), String(people), short(run)]),
    ),
    next: stepsOf(shown, ({ run, flow, people }) => ({
      label: words('step_unanswered', { survey: nameOf(context, flow), count: String(people) }),
      order: { name: 'survey unanswered', input: { id: run } },
    })),
    data: shown,
  };
}

async function concerns({ parts, may, words }: Context): Promise<Part> {
  if (!may('see concerns')) return nothing;
  const waiting = (await parts.store.concerns.list(false)).slice(0, MOST_ROWS);
  return {
    table: tableOf(
      ['Concern', 'When', 'Urgency', 'State'],
      waiting.map(({ id, at, urgency, state }) => [short(id), when(at), urgency, state]),
    ),
    next: stepsOf(waiting, ({ id, at }) => ({
      label: words('step_read_concern', { when: when(at) }),
      order: { name: 'concerns read', input: { id } },
    })),
    data: waiting.map(({ id, at, urgency, state }) => ({ id, at, urgency, state })),
  };
}

async function wanting({ parts, may, words }: Context): Promise<Part> {
  if (!may('see people')) return nothing;
  const people = await parts.store.people.wanting(MOST_ROWS);
  return {
    table: tableOf(
      ['Asked for a person', 'When', 'Id'],
      people.map(({ id, name, personWantedAt }) => [name ?? short(id), when(personWantedAt), short(id)]),
    ),
    next: people.slice(0, MOST_BUTTONS).flatMap(({ id, name, personWantedAt }) => {
      const called = { name: name ?? short(id) };
      return [
        { label: words('step_show_person', called), order: { name: 'people show', input: { id } } },
        {
          label: words('step_person_answered', called),
          order: { name: 'people answered', input: { id, asked: personWantedAt?.toISOString() } },
        },
      ];
    }),
    data: people.map(({ id, name, personWantedAt }) => ({ id, name, at: personWantedAt })),
  };
}

/** Whom to introduce, and, for leads, whom they have to look at first. */
async function pairs(context: Context): Promise<Part> {
  if (!context.may('change pathways')) return nothing;
  const waiting = await pairsWaiting(context);
  const shown = waiting.slice(0, MOST_ROWS);
  return {
    table: tableOf(
      ['Mentee and mentor', 'Where it is', 'Id'],
      shown.map((pair) => [callTwo(context, pair), pairCalled(context, pair), short(pair.id)]),
    ),
    next: shown.flatMap((pair) => pairSteps(context, pair)).slice(0, MOST_BUTTONS),
    data: shown.map(({ id }) => id),
  };
}

async function failed({ parts, may, words }: Context): Promise<Part> {
  const count = may('see messages') ? await parts.store.outbox.countFailed() : 0;
  if (count === 0) return { ...nothing, data: 0 };
  return {
    table: tableOf([words('home_failed')], [[String(count)]]),
    next: [{ label: words('step_failed'), order: { name: 'messages failed', input: {} } }],
    data: count,
  };
}

/** Each heard a day by which somebody tells them. */
async function interested(context: Context): Promise<Part> {
  const { parts, may, words } = context;
  if (!may('see pathways')) return nothing;
  const waiting = (await parts.store.opportunities.list(true, LOOKED_AT)).filter((one) => one.waiting > 0).slice(0, MOST_ROWS);
  return {
    table: tableOf(
      [words('home_interested'), 'People', 'All have heard by', 'Id'],
      waiting.map((one) => [one.title, String(one.waiting), day(one.hears), short(one.id)]),
    ),
    next: stepsOf(waiting, (one) => openStep(context, one)),
    data: waiting.map(({ id, waiting: people, hears }) => ({ id, people, hears })),
  };
}

/** Where people are on the pathway, and what of it waits for somebody of the team. */
async function pathways(context: Context): Promise<Omit<PathwayBoard, 'data'> & { data: unknown }> {
  if (!context.may('see pathways')) return { more: [], tables: [], next: [], data: null };
  const { more, tables, next, data } = await boardOf(context, MOST_ON_HOME);
  const board: NextStep = { label: context.words('step_board'), order: { name: 'pathway board', input: {} } };
  return { more, tables, next: tables.length > 0 ? [...next, board] : [], data };
}

/** For those who look after the bot itself. */
async function late({ parts, may, now }: Context): Promise<Part> {
  if (!may('run retention')) return nothing;
  const jobs = await lateJobs(parts, now);
  return {
    table: tableOf(
      ['Job that is late', 'Since'],
      jobs.map(({ name, since }) => [name, when(since)]),
    ),
    next: [],
    data: jobs,
  };
}

export const home = staffCommand({
  name: 'home',
  summary: 'what waits for you: your sessions, surveys that are due, concerns, people who asked for a person, messages that failed',
  suggest: ['chat'],
  private: true,
  may: 'see home',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, actor, words } = context;
    const { sessions } = actor.person === null ? { sessions: [] } : await parts.store.sessions.list(LOOKED_AT, actor.person);
    const all = {
      concerns: await concerns(context),
      wanting: await wanting(context),
      due: surveys(context, sessions),
      unanswered: await unanswered(context),
      interested: await interested(context),
      pairs: await pairs(context),
      findings: await lateFindings(context),
      coding: await toCode(context),
      failed: await failed(context),
      planned: planned(context, sessions),
      sessions: mine(context, sessions),
      late: await late(context),
    };
    const onPathway = await pathways(context);
    const tables = [...Object.values(all).flatMap(({ table }) => table ?? []), ...onPathway.tables];
    const text = tables.length === 0 ? [words('home_quiet')] : onPathway.more;
    return {
      ...(text.length > 0 && { text: text.join('\n') }),
      tables,
      next: [
        ...all.sessions.next.slice(0, 1),
        ...[
          all.concerns,
          all.wanting,
          all.due,
          all.unanswered,
          all.interested,
          all.pairs,
          all.findings,
          all.coding,
          all.failed,
          all.planned,
        ].flatMap(({ next }) => next),
        ...all.sessions.next.slice(1),
        ...onPathway.next,
      ],
      data: { ...Object.fromEntries(Object.entries(all).map(([name, { data }]) => [name, data])), pathways: onPathway.data },
    };
  },
});
