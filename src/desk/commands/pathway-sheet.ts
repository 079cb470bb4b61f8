import { type Line, leadsTo, nextOf, type Readiness } from '../../pathways/index.ts';
import { inForce, placeOf, readinessOf, waitingOf } from '../pathways/place.ts';
import { ELSE } from '../pathways/told.ts';
import type { NextStep, PersonOnPathway, Proof, Requirement, Sheet, Stage } from '../ports.ts';
import type { Context } from './command.ts';
import { called, dayOrNothing, stageCalled } from './pathway-who.ts';
import { day, short, when } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];

/** "Ready for peer facilitator: 5 of 5." or what is missing, and why. */
export function headline({ words }: Context, { label }: Stage, { lines, met, ready }: Readiness): string {
  const counts = { stage: called(label), met: String(met), of: String(lines.length) };
  if (ready) return words('pathway_ready', counts);
  const lacks = lines.flatMap(({ state, until, requirement }) =>
    state === 'met' || state === 'waived' ? [] : words(`lack_${state}`, { label: requirement.staff, until: dayOrNothing(until) }),
  );
  return `${words('pathway_not_ready', counts)} ${words('pathway_missing', { lacks: lacks.join('; ') })}`;
}

/** How a line stands, in a word or two. */
export function stateOf({ words }: Context, { state, until }: Line): string {
  if ((state === 'met' || state === 'waived') && until !== null) return words(`line_${state}_until`, { until: day(until) });
  return words(`line_${state}`, { until: dayOrNothing(until) });
}

function changeOf({ words }: Context, { change }: Line): string {
  const fills = {
    more: 'more' in change ? String(change.more) : '',
    from: 'from' in change ? day(change.from) : '',
    until: 'until' in change ? day(change.until) : '',
  };
  return words(`change_${change.what}`, fills);
}

/** What of a line's evidence staff can look up: days, of which proof or session. */
function shownBy(line: Line, { facts }: PersonOnPathway): string {
  const days = new Map([
    ...[...facts.attended, ...facts.led].map(({ session, date }) => [session, date] as const),
    ...facts.proofs.map(({ id, date, outcome }) => [id, outcome ? `${date} ${outcome}` : date] as const),
  ]);
  const said = line.by.flatMap((id) => {
    const [date, outcome] = (days.get(id) ?? '').split(' ');
    return date ? [outcome ? `${day(date)}, ${outcome}` : day(date)] : [];
  });
  const waiver =
    line.state === 'waived' ? facts.waivers.find(({ requirement }) => requirement === line.requirement.requirement) : undefined;
  return waiver ? waiver.why : said.join('; ');
}

function ruleOf({ kind, count, months, bands }: Requirement): string {
  if (kind === 'age') return bands.join(', ');
  return [kind, count > 1 ? `× ${count}` : '', months === null ? '' : `${months} months`].filter(Boolean).join(', ');
}

/** A stage's requirements, one by one: the rule, how it stands, what shows it, what would change it. */
export function readinessTable(context: Context, stage: Stage, { lines }: Readiness, found: PersonOnPathway): Table {
  return {
    head: [called(stage.label), 'Rule', 'How it stands', 'How many', 'Shown by', 'What would change it'],
    rows: lines.map((line) => [
      line.requirement.staff,
      ruleOf(line.requirement),
      stateOf(context, line),
      `${Math.min(line.have, line.need)} of ${line.need}`,
      shownBy(line, found),
      changeOf(context, line),
    ]),
  };
}

/** How a proof is called: by what asks for it. */
export function proofCalled({ parts, words }: Pick<Context, 'parts' | 'words'>, { kind, which }: Pick<Proof, 'kind' | 'which'>): string {
  const asks = parts.pathway.requirements.find((one) => one.kind === kind && one.which === which);
  if (asks) return asks.staff;
  return which === ELSE ? words('proof_else') : `${kind}: ${which}`;
}

/** A button that records what a line lacks. */
function recording({ words }: Context, { requirement, state }: Line, id: string): NextStep[] {
  const { kind, which } = requirement;
  if (state === 'met' || state === 'waived' || kind === 'attended' || kind === 'led' || kind === 'age') return [];
  const label = words('step_record', { what: requirement.staff });
  if (kind === 'training') return [{ label, order: { name: 'training record', input: { training: which, person: id } } }];
  if (kind === 'check') return [{ label, order: { name: 'check record', input: { person: id, which } } }];
  return [{ label, order: { name: 'proof record', input: { person: id, requirement: requirement.requirement } } }];
}

/** One person's pathway: where they are, what is next and what it takes, and what may be done. */
export function pathwaySheet(context: Context, found: PersonOnPathway): Sheet {
  const { parts, now, words, actor } = context;
  const { id, name, facts, history, enrolment } = found;
  const place = placeOf(parts, found, now);
  const next = nextOf(parts.pathway, place.stage);
  const ahead = next.map((stage) => ({ stage, ready: readinessOf(parts, found, stage.stage, now) }));
  const waiting = waitingOf(found);
  const unsigned = facts.proofs.filter(({ signed }) => signed === null);
  const since = new Map(history.flatMap(({ stage, at, reversed }) => (at && !reversed ? [[stage, when(at)]] : [])));
  const ofStage = ({ stage }: Stage) =>
    stage === place.stage
      ? words('stage_here')
      : place.reached.includes(stage)
        ? words('stage_done')
        : next.some((one) => one.stage === stage)
          ? words('stage_next')
          : '';
  const text = [
    place.stage === null
      ? words('pathway_nowhere')
      : words('pathway_at', { stage: stageCalled(context, place.stage), since: dayOrNothing(place.since) }),
    ...(enrolment.leftAt ? [words('pathway_left')] : enrolment.pausedAt ? [words('pathway_paused')] : []),
    ...ahead.map(({ stage, ready }) => headline(context, stage, ready)),
    ...(waiting ? [words('pathway_waits', { stage: stageCalled(context, waiting.stage), by: short(waiting.by) })] : []),
  ];
  const steps: NextStep[] = [
    ...(waiting && waiting.by !== actor.id
      ? [
          {
            label: words('step_confirm', { stage: stageCalled(context, waiting.stage) }),
            weight: 'main' as const,
            order: { name: 'pathway confirm', input: { change: waiting.id } },
          },
          { label: words('step_not_confirm'), order: { name: 'pathway reverse', input: { person: id } } },
        ]
      : []),
    ...ahead.flatMap(({ stage, ready }): NextStep[] =>
      ready.ready && !waiting && leadsTo(stage, place.stage)
        ? [
            {
              label: words('step_move', { stage: called(stage.label) }),
              weight: 'main',
              order: { name: 'pathway move', input: { person: id, stage: stage.stage } },
            },
          ]
        : [],
    ),
    ...unsigned.map((proof) => ({
      label: words('step_sign', { what: proofCalled(context, proof) }),
      order: { name: 'proof sign', input: { proof: proof.id } },
    })),
    ...unsigned
      .filter(({ how }) => how === 'self')
      .map((proof) => ({
        label: words('step_not_sign', { what: proofCalled(context, proof) }),
        order: { name: 'proof undo', input: { batch: proof.batch } },
      })),
    ...ahead.flatMap(({ ready }) => ready.lines.flatMap((line) => recording(context, line, id))),
  ];
  return {
    text: text.join('\n'),
    tables: [
      {
        head: [name ?? short(id), '', 'Since'],
        rows: parts.pathway.stages.map((stage) => [
          called(stage.label),
          ofStage(stage),
          since.get(stage.stage) ?? (stage.stage === place.stage ? dayOrNothing(place.since) : ''),
        ]),
      },
      ...ahead.map(({ stage, ready }) => readinessTable(context, stage, ready, found)),
      { head: ['What they want'], rows: enrolment.goal ? [[enrolment.goal]] : [] },
      {
        head: ['What shows it', 'Day', 'Until', 'In their words', 'Signed off', 'Id'],
        rows: facts.proofs.map((proof) => [
          proofCalled(context, proof),
          day(proof.date),
          dayOrNothing(proof.validUntil),
          proof.words ?? '',
          proof.signed ? when(proof.signed.at) : '',
          short(proof.id),
        ]),
      },
      {
        head: ['Moved to', 'When', 'By', 'Confirmed by', 'Why', 'Taken back'],
        rows: history.map(({ stage, at, by, second, why, reversed }) => [
          stageCalled(context, stage),
          when(at),
          short(by),
          second ? short(second) : '',
          why,
          reversed ? `${when(reversed.at)}: ${reversed.why}` : '',
        ]),
      },
    ].filter(({ rows }) => rows.length > 0),
    next: steps,
    data: {
      ...{ id, name, ...place, inForce: inForce(found, now), enrolment, waiting: waiting?.id ?? null },
      next: ahead.map(({ ready: { stage, lines, met, ready } }) => ({
        ...{ stage, met, of: lines.length, ready },
        lines: lines.map(({ requirement, ...line }) => ({ requirement: requirement.requirement, ...line })),
      })),
      proofs: facts.proofs,
      waivers: facts.waivers,
      history,
    },
  };
}
