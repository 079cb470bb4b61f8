/**
 * AN INDEPENDENT COUNT: of what was said at the doors, from the notebook and from nothing else. It knows no database, no flow, and none of the bot's code.
 * `node demo/count.mjs` prints it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {URL | string} file said.jsonl */
export const readSaid = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Fewer than that are few where people cannot leave. */
const FEW = 10;

const distinct = (values) => new Set(values).size;
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/**
 * How many were reached, as those who ran the sessions said it.
 * @param lines @param {(session: { setting: string, project: string, month: string }) => boolean} [which]
 */
export function reachOf(lines, which = () => true) {
  const sessions = lines
    .filter(({ did }) => did === 'session')
    // A session counts in the month in which somebody said that it was, if that is later than its own.
    .map((one) => ({ ...one, month: [one.date, one.at].sort().at(-1).slice(0, 7) }))
    .filter(which)
    .map((one) => {
      const names = lines.filter(({ did, session }) => did === 'attendance' && session === one.session).flatMap(({ names }) => names);
      return { ...one, names };
    });
  const names = (some) => some.flatMap((one) => one.names);
  const named = distinct(names(sessions));
  const unnamed = sum(sessions.map(({ heads, names }) => heads - names.length));
  /** Those in one room are different people. */
  const least = (some) => Math.max(distinct(names(some)), ...some.map(({ heads }) => heads));
  const places = [...new Set(sessions.map(({ setting }) => setting))];
  // Nobody without a name was in two places: in each there are so many beyond those who are known there.
  const strangers = sum(
    places.map((place) => {
      const here = sessions.filter(({ setting }) => setting === place);
      return least(here) - distinct(names(here));
    }),
  );
  return {
    people: { from: sessions.length > 0 ? least(sessions) : 0, to: named + unnamed },
    apart: { from: named + strangers, to: named + unnamed },
    named,
    unnamed,
    attendances: sum(sessions.map(({ heads }) => heads)),
    sessions: sessions.length,
    settings: places.length,
  };
}

/**
 * Whoever answered all that they were asked: each with what they said, by the words of the question. Behind hands there are as many people as were in the room,
 * and nobody knows who of them raised which: each question is a list of its own. @param {(of: object) => boolean} which
 */
export function responsesOf(lines, which) {
  const all = new Map();
  const mine = lines.filter((line) => ['answer', 'finished', 'hands'].includes(line.did) && which(line));
  for (const line of mine.filter(({ did }) => did !== 'hands')) {
    const key = `${line.session} ${line.survey} ${line.who}`;
    const one = all.get(key) ?? { setting: line.setting, how: line.how, said: {}, finished: false };
    all.set(key, one);
    if (line.did === 'answer') one.said[line.asked] = line.said;
    else one.finished = true;
  }
  const behind = new Map();
  for (const { session, setting, how, asked, present, hands } of mine.filter(({ did }) => did === 'hands')) {
    const group = behind.get(session) ?? Array.from({ length: present }, () => ({ setting, how, said: {}, asked: new Set() }));
    behind.set(session, group);
    const raised = Object.entries(hands).flatMap(([label, count]) => Array.from({ length: count }, () => label));
    for (const [at, one] of group.entries()) {
      one.said[asked] = raised[at] ?? null;
      one.asked.add(asked);
    }
  }
  // In a room of few, a question that was not read out counts as one that nobody answered: two bases would tell how few they were.
  for (const group of behind.values()) if (group.length < FEW) for (const one of group) delete one.asked;
  return [...[...all.values()].filter(({ finished }) => finished), ...[...behind.values()].flat()];
}

export const noAnswer = 'no answer';

/** Those to whom a question was put: all, but a room in which it was not read out. */
export const askedOf = (responses, question) => responses.filter(({ asked }) => !asked || asked.has(question));

/** How many of these said one of these. @param {string[]} labels as they read them */
export const countOf = (responses, question, labels) =>
  askedOf(responses, question).filter(({ said }) => {
    const reply = said[question] ?? noAnswer;
    return Array.isArray(reply) ? reply.some((one) => labels.includes(one)) : labels.includes(reply);
  }).length;

/** Words that somebody let us show without their name. @param {string} mayWe the question that asks for it */
export function quotableOf(lines, project, mayWe) {
  const answers = lines.filter((one) => one.did === 'answer' && one.project === project);
  const writer = ({ session, survey, who }) => `${session} ${survey} ${who}`;
  const allowed = new Set(answers.filter(({ asked, said }) => asked === mayWe && said === 'Yes').map(writer));
  const aloud = lines.filter(({ did, project: of }) => did === 'quote' && of === project).map(({ text }) => text);
  return [...answers.filter((one) => allowed.has(writer(one))).map(({ said }) => said), ...aloud];
}

/** Two-sided 95 %, after Wilson 1927, as the roots of (p̂ − p)² = z²·p(1 − p)/n. */
export function wilson(count, of) {
  const z2 = 1.959964 ** 2;
  const [a, b, c] = [of + z2, 2 * count + z2, count ** 2 / of];
  const root = Math.sqrt(b ** 2 - 4 * a * c);
  return [Math.max(0, (b - root) / (2 * a)), Math.min(1, (b + root) / (2 * a))];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = readSaid(process.argv[2] ?? new URL('../out/said.jsonl', import.meta.url));
  console.log(JSON.stringify(reachOf(lines), null, 2));
  const surveys = new Map(lines.filter(({ did }) => did === 'answer').map((one) => [`${one.survey}, ${one.kind}, ${one.project}`, one]));
  for (const [called, { survey, kind, project }] of surveys) {
    const responses = responsesOf(lines, (of) => of.survey === survey && of.kind === kind && of.project === project);
    console.log(`\n${called}: ${responses.length} finished`);
    for (const asked of new Set(responses.flatMap(({ said }) => Object.keys(said)))) {
      const replies = new Set(responses.map(({ said }) => said[asked] ?? noAnswer));
      console.log(`  ${asked}`);
      for (const reply of [...replies].sort()) console.log(`    ${String(countOf(responses, asked, [reply])).padStart(4)}  ${reply}`);
    }
  }
}
