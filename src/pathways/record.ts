import type { CountedSession, LeftOut, ParticipationRecord, Pathway, PersonOnPathway, Proof, Span } from '../desk/ports.ts';
import { say, type Words } from '../engine/index.ts';
import { reachedAt } from './history.ts';
import { lastDay } from './span.ts';
import { stageOf, standingAt } from './standing.ts';

const monthOf = (day: string) => day.slice(0, 7);

function spanOf(sessions: CountedSession[]): Span | null {
  const months = sessions.map(({ date }) => monthOf(date)).sort();
  const [from, to] = [months[0], months.at(-1)];
  return from === undefined || to === undefined ? null : { sessions: sessions.length, from, to };
}

/** What a record is made from, beside what is known of their pathway. */
export interface RecordGiven {
  language: string;
  now: Date;
  /** The local day of a moment. */
  dayOf: (at: Date) => string;
  /** Public titles of projects that may be named. */
  projects: string[];
  without: readonly LeftOut[];
}

/** What somebody can show of what they did: what is in evidence by now, and signed off. Of sessions how many and when, never where. */
export function recordOf(
  pathway: Pathway,
  { name, facts, history }: PersonOnPathway,
  { language, now, dayOf, projects, without }: RecordGiven,
): ParticipationRecord {
  const today = dayOf(now);
  const text = (words: Words) => say(words, language, () => '');
  const unless = <Row>(part: LeftOut, rows: Row[]) => (without.includes(part) ? [] : rows);
  const held = (sessions: CountedSession[]) => sessions.filter(({ date }) => date <= today);
  const led = held(facts.led);
  const attended = held(facts.attended).filter(({ session }) => !led.some((one) => one.session === session));
  const signed = (kind: Proof['kind']) => facts.proofs.filter((one) => one.kind === kind && one.signed !== null && one.date <= today);
  const asks = ({ kind, which }: Proof) => pathway.requirements.find((one) => one.kind === kind && one.which === which);

  const came = new Map(reachedAt(history, now).map(({ stage, at }) => [stage, dayOf(at)]));
  const standing = standingAt(pathway, history, facts, now, dayOf);
  const dayAt = (stage: string) => came.get(stage) ?? (stage === standing.stage ? standing.since : (held(facts.attended)[0]?.date ?? null));
  const monthAt = (stage: string) => {
    const day = dayAt(stage);
    return day === null ? null : monthOf(day);
  };

  return {
    name,
    language,
    made: today,
    attended: spanOf(attended),
    led: spanOf(led),
    projects: unless('projects', projects),
    stages: unless(
      'stages',
      standing.reached.flatMap((id) => {
        // What a stage was called that the file does not have any more, nobody can say.
        const stage = stageOf(pathway, id);
        return stage ? [{ title: text(stage.label), month: monthAt(id) }] : [];
      }),
    ),
    trainings: unless(
      'trainings',
      signed('training').flatMap((proof) => {
        const asked = asks(proof);
        return asked ? [{ title: text(asked.label), date: proof.date, until: lastDay(proof, asked.months) }] : [];
      }),
    ),
    pieces: unless(
      'pieces',
      signed('portfolio').flatMap((proof) => {
        const asked = asks(proof);
        const title = asked ? text(asked.label) : null;
        return title === null && proof.words === null ? [] : [{ title, words: proof.words, date: proof.date }];
      }),
    ),
  };
}

/** Whether it says anything. */
export const saysAnything = ({ attended, led, stages, trainings, pieces }: ParticipationRecord): boolean =>
  attended !== null || led !== null || stages.length + trainings.length + pieces.length > 0;
