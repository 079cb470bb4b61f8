import { z } from 'zod';
import { today } from '../pathways/place.ts';
import type { NextStep, ReadyPerson } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { checkInTable, tenureTable } from './pathway-said.ts';
import { pathwaySheet } from './pathway-sheet.ts';
import { called, findPerson, person, personChoices, readStage, stage, stageCalled, stageChoices } from './pathway-who.ts';
import { short } from './when.ts';

const MOST_BUTTONS = 3;

const limit = z.coerce.number().int().min(1).max(1000).default(100).describe('how many at most');

export const callThem = ({ person: id, name }: { person: string; name: string | null }) => name ?? short(id);

export const pathwayOf = staffCommand({
  name: 'pathway of',
  summary: 'one person on the pathway: what is done, what is next, and what it takes, line by line',
  may: 'see pathways',
  input: z.strictObject({ person }),
  positional: ['person'],
  choices: async (context) => ({ person: await personChoices(context) }),
  find: findPerson,
  missing: 'no_such_person',
  run: async (context, _input, found) => {
    const sheet = pathwaySheet(context, found);
    const more = [await checkInTable(context, found.id), await tenureTable(context, found.id)];
    return { ...sheet, tables: [...(sheet.tables ?? []), ...more.filter(({ rows }) => rows.length > 0)] };
  },
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
      return `${asked?.staff ?? lack.requirement}: ${words(`line_${lack.state}`, { until: '' }).trim()}`;
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
