import { z } from 'zod';
import { daysAfter, monthsAfter } from '../../calendar/index.ts';
import { today } from '../pathways/place.ts';
import { shortened } from '../pathways/told.ts';
import type { Listed, NextStep, ReadyPerson } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { pathwaySheet, proofCalled } from './pathway-sheet.ts';
import { called, findPerson, person, personChoices, readStage, stage, stageCalled, stageChoices } from './pathway-who.ts';
import { day, short, when } from './when.ts';

/** Rows of one part of the board: what needs more is asked for by stage. */
const MOST_ROWS = 20;
const MOST_BUTTONS = 3;
/** Days ahead in which what runs out is on the board. */
const SOON = 60;
/** Months in which nothing is new with somebody who is stuck. */
const QUIET = 6;

const limit = z.coerce.number().int().min(1).max(1000).default(100).describe('how many at most');

const callThem = ({ person: id, name }: { person: string; name: string | null }) => name ?? short(id);

export const pathwayOf = staffCommand({
  name: 'pathway of',
  summary: 'one person on the pathway: what is done, what is next, and what it takes, line by line',
  may: 'see pathways',
  input: z.strictObject({ person }),
  positional: ['person'],
  choices: async (context) => ({ person: await personChoices(context) }),
  find: findPerson,
  missing: 'no_such_person',
  run: (context, _input, found) => Promise.resolve(pathwaySheet(context, found)),
});

export const pathwayReady = staffCommand({
  name: 'pathway ready',
  summary: 'who is ready for a stage and who lacks one thing, in the order of names',
  may: 'see pathways',
  input: z.strictObject({ stage, limit }),
  positional: ['stage'],
  choices: (context) => Promise.resolve({ stage: stageChoices(context) }),
  run: async (context, { stage: typed, limit: most }) => {
    const { parts, now, words } = context;
    const found = readStage(context, typed);
    if ('refused' in found) return found;
    if (found.signsOff.length === 0) return { refused: words('move_first', { stage: called(found.label) }) };
    const page = { lacking: 1, limit: most };
    const { rows, of, ready } = await parts.store.pathways.ready(parts.pathway, found.stage, today(parts, now), now, page);
    const fills = { stage: called(found.label), ready: String(ready), lacking: String(of - ready) };
    const lacking = ({ lacks }: ReadyPerson) => {
      const [lack] = lacks;
      if (!lack) return words('line_met');
      const asked = parts.pathway.requirements.find(({ requirement }) => requirement === lack.requirement);
      return `${asked ? called(asked.label) : lack.requirement}: ${words(`line_${lack.state}`, { until: '' }).trim()}`;
    };
    return {
      text: [
        words(of === 0 ? 'pathway_ready_none' : 'pathway_ready_list', fills),
        ...(of > rows.length ? [words('pathway_more', { shown: String(rows.length), of: String(of) })] : []),
      ].join('\n'),
      tables: [
        {
          head: ['Name', 'Now', 'Has', 'Lacks', 'Id'],
          rows: rows.map((one) => [
            callThem(one),
            stageCalled(context, one.at),
            `${one.met} of ${one.of}`,
            one.lacks.length === 0 ? '' : lacking(one),
            short(one.person),
          ]),
        },
      ].filter((table) => table.rows.length > 0),
      next: rows.slice(0, MOST_BUTTONS).map((one) => showStep(context, one)),
      data: { stage: found.stage, ready, of, people: rows },
    };
  },
});

function showStep({ words }: Context, one: { person: string; name: string | null }): NextStep {
  return { label: words('step_pathway_of', { name: callThem(one) }), order: { name: 'pathway of', input: { person: one.person } } };
}

export const pathwayBoard = staffCommand({
  name: 'pathway board',
  summary: 'people by stage, what runs out in 60 days, who is stuck for 6 months, and what waits for a sign-off',
  may: 'see pathways',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, now, words, actor } = context;
    const on = today(parts, now);
    const days = { today: on, soon: daysAfter(on, SOON), quiet: monthsAfter(on, -QUIET), zone: parts.contactHours.zone };
    const board = await parts.store.pathways.board(parts.pathway, days, now, MOST_ROWS);
    const { expiring, stuck, proofs, changes } = board;
    const count = new Map(board.stages.map(({ stage, people }) => [stage, people]));
    const labels = new Map(parts.pathway.requirements.map(({ requirement, label }) => [requirement, called(label)]));
    const head = <Row>(title: string, { of, rows }: Listed<Row>) =>
      of > rows.length ? `${title} (${words('pathway_more', { shown: String(rows.length), of: String(of) })})` : title;
    const known = [...parts.pathway.stages.map(({ stage }) => stage), ...count.keys()];
    const tables = [
      {
        head: ['Stage', 'People'],
        rows: board.stages.length === 0 ? [] : [...new Set(known)].map((one) => [stageCalled(context, one), String(count.get(one) ?? 0)]),
      },
      {
        head: [head('Waits for a second person', changes), 'Stage', 'Asked for'],
        rows: changes.rows.map((one) => [callThem(one), stageCalled(context, one.stage), when(one.askedAt)]),
      },
      {
        head: [head('Waits for a sign-off', proofs), 'What', 'In their words', 'Day', 'Id'],
        rows: proofs.rows.map((one) => [
          callThem(one),
          proofCalled(context, one),
          shortened(one.words ?? ''),
          day(one.date),
          short(one.id),
        ]),
      },
      {
        head: [head('Runs out', expiring), 'What', 'Last day', 'Id'],
        rows: expiring.rows.map((one) => [
          callThem(one),
          labels.get(one.requirement) ?? one.requirement,
          day(one.until),
          short(one.person),
        ]),
      },
      {
        head: [head('Nothing new for 6 months', stuck), 'Stage', 'Since', 'Id'],
        rows: stuck.rows.map((one) => [callThem(one), stageCalled(context, one.stage), day(one.since), short(one.person)]),
      },
    ].filter(({ rows }) => rows.length > 0);
    const mine = changes.rows.filter(({ by }) => by !== actor.id).slice(0, MOST_BUTTONS);
    return {
      ...(tables.length === 0 && { text: words('pathway_board_quiet') }),
      tables,
      next: [
        ...mine.map(
          (one): NextStep => ({
            label: words('step_confirm', { stage: `${callThem(one)}, ${stageCalled(context, one.stage)}` }),
            order: { name: 'pathway confirm', input: { change: one.id } },
          }),
        ),
        ...proofs.rows.slice(0, MOST_BUTTONS).map(
          (one): NextStep => ({
            label: words('step_sign', { what: `${callThem(one)}, ${proofCalled(context, one)}` }),
            order: { name: 'proof sign', input: { proof: one.id } },
          }),
        ),
      ],
      data: board,
    };
  },
});
