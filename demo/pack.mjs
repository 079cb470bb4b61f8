/** WHAT COMES OUT: reports for those who decide, results, and reach, as staff ask for them at Slack. They are the files in `out/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { slugOf } from './compare.mjs';
import { projects } from './programme.mjs';

/** Surveys that are read together, once each. */
const unitsOf = ({ surveys }) => [...new Map(surveys.map((one) => [`${one.template} ${one.kind} ${one.project}`, one])).values()];

export async function write(story) {
  const { team, slack, out } = story;
  const filesIn = async (line) => {
    slack.takeUploads();
    const read = await team.an.types(line);
    return { read, files: slack.takeUploads() };
  };
  mkdirSync(new URL('results/', out), { recursive: true });
  for (const { id, kind, project } of unitsOf(story)) {
    await team.an.types(`/survey results ${id}`);
    const { files } = await filesIn(`/survey export ${id} --profile internal --format csv`);
    for (const { name, body } of files) writeFileSync(new URL(`results/${slugOf(project)}-${kind}-${name}`, out), body);
  }
  story.packs = [];
  for (const { name: project } of projects) {
    const { read, files } = await filesIn(`/onward pack make ${project}`);
    if (files.length === 0) throw new Error(`No report came of ${project}: ${read}`);
    for (const { name, body } of files) {
      const file = `${slugOf(project)}.${name.split('.').at(-1)}`;
      writeFileSync(new URL(file, out), body);
      story.packs.push({ project, file });
    }
  }
  writeFileSync(new URL('reach.txt', out), `${await team.an.types('/onward reach')}\n`);
  writeFileSync(new URL('reach-outside.txt', out), `${await team.an.types('/onward reach --outside')}\n`);
  story.files = [
    ...story.packs.map(({ file, project }) => [file, `the report on ${project}`]),
    ['reach.txt', 'how many were reached, each number with its rule'],
    ['reach-outside.txt', 'the same, as it may be told to others'],
    ['said.jsonl', 'all that was said at the doors: node demo/count.mjs counts it'],
  ];
}
