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

export async function write(story) {
  const { team, slack, out } = story;
  const filesIn = async (line) => {
    slack.takeUploads();
    const read = await team.an.types(line);
    return { read, files: slack.takeUploads() };
  };
  for (const folder of ['results/', 'tables/']) mkdirSync(new URL(folder, out), { recursive: true });
  for (const { id, kind, project } of unitsOf(story)) {
    await team.an.types(`/survey results ${id}`);
    const { files } = await filesIn(`/survey export ${id} --profile internal --format csv`);
    for (const { name, body } of files) writeFileSync(new URL(`results/${slugOf(project)}-${kind}-${name}`, out), body);
  }
  story.packs = [];
  for (const { name: project } of projects) {
    await readQuotes(story, project);
    const { read, files } = await filesIn(`/onward pack make ${project}`);
    if (files.length === 0) throw new Error(`No report came of ${project}: ${read}`);
    for (const { name, body } of files) {
      // Tables are many files.
      const [, number, ending] = /(-\d+)?\.(\w+)$/.exec(name);
      const file = number ? `tables/${slugOf(project)}${number}.${ending}` : `${slugOf(project)}.${ending}`;
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
