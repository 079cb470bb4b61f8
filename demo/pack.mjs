/** WHAT COMES OUT: reports for those who decide, results, and reach, as staff ask for them at Slack. They are the files in `out/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { slugOf } from './compare.mjs';
import { projects } from './programme.mjs';
import { colleagues } from './team.mjs';

/** Surveys that are read together, once each. */
const unitsOf = ({ surveys }) => [...new Map(surveys.map((one) => [`${one.template} ${one.kind} ${one.project}`, one])).values()];

/** Somebody reads each quote before it may leave the team, and leaves one out. */
async function readQuotes({ team, book }, project) {
  await team.an.types(`/onward quote next ${project}`);
  for (let count = 0; ; count++) {
    const { text } = team.an.shown();
    const [, quote] = /“(.+?)”/.exec(text) ?? [];
    if (!team.an.offered().includes('It may go out')) return count;
    const out = count !== 2;
    await team.an.presses(out ? 'It may go out' : 'Leave it out');
    book.note('slack', colleagues.an.name, { did: 'read a quote', project, quote, out });
  }
}

const kinds = { html: ', as a page', pdf: ', to print', pptx: ', as slides', xlsx: ', as a workbook' };

const filesIn = async ({ team, slack }, line) => {
  slack.takeUploads();
  const read = await team.an.types(line);
  return { read, files: slack.takeUploads() };
};

/** Surveys are over: somebody looks at each, and takes the figures along. With that they are published. */
export async function exportResults(story) {
  const { team, out } = story;
  mkdirSync(new URL('results/', out), { recursive: true });
  for (const { id, kind, project } of unitsOf(story)) {
    await team.an.types(`/survey results ${id}`);
    const { files } = await filesIn(story, `/survey export ${id} --profile internal --format csv`);
    for (const { name, body } of files) writeFileSync(new URL(`results/${slugOf(project)}-${kind}-${name}`, out), body);
  }
}

export async function write(story) {
  const { team, out } = story;
  mkdirSync(new URL('tables/', out), { recursive: true });
  story.packs = [];
  for (const { name: project } of projects) {
    await readQuotes(story, project);
    const { read, files } = await filesIn(story, `/onward pack make ${project}`);
    if (files.length === 0) throw new Error(`No report came of ${project}: ${read}`);
    const checked = await team.an.presses('Check its figures');
    if (!/All \d+ figures are the same/.test(checked)) throw new Error(`The report on ${project} was checked: ${checked}`);
    for (const { name, body } of files) {
      const ending = name.split('.').at(-1);
      // Tables are many files.
      const number = ending === 'csv' ? /-\d+(?=\.csv$)/.exec(name)?.[0] : undefined;
      const file = number ? `tables/${slugOf(project)}${number}.csv` : `${slugOf(project)}.${ending}`;
      writeFileSync(new URL(file, out), body);
      if (!number) story.packs.push({ project, file, ending });
    }
  }
  writeFileSync(new URL('reach.txt', out), `${await team.an.types('/onward reach')}\n`);
  writeFileSync(new URL('reach-outside.txt', out), `${await team.an.types('/onward reach --outside')}\n`);
  story.files = [
    ...story.packs.map(({ file, project, ending }) => [file, `the report on ${project}${kinds[ending] ?? ''}`]),
    ...story.files,
    ['reach.txt', 'how many were reached, each number with its rule'],
    ['reach-outside.txt', 'the same, as it may be told to others'],
    ['said.jsonl', 'all that was said at the doors: node demo/count.mjs counts it'],
  ];
}
