/** WHAT COMES OUT: reports for those who decide, results, and reach, as staff ask for them at Slack. They are the files in `out/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { projects } from './programme.mjs';

/** Surveys that are read together, once each. */
const unitsOf = ({ surveys }) => [...new Map(surveys.map((one) => [`${one.template} ${one.kind} ${one.project}`, one])).values()];

const slug = (name) => name.toLowerCase().replaceAll(' ', '-');

export async function write(story) {
  const { team, slack, out } = story;
  const filesIn = async (line) => {
    slack.takeUploads();
    const read = await team.an.types(line);
    return { read, files: slack.takeUploads() };
  };
  mkdirSync(new URL('results/', out), { recursive: true });
  story.exports = [];
  for (const { id, template, kind, project } of unitsOf(story)) {
    await team.an.types(`/survey results ${id}`);
    const { files } = await filesIn(`/survey export ${id} --profile internal --format csv`);
    for (const { name, body } of files) writeFileSync(new URL(`results/${slug(project)}-${kind}-${name}`, out), body);
    story.exports.push({ survey: template, kind, project, tables: files.map(({ body }) => body.toString()) });
  }
  story.packs = [];
  for (const { name: project } of projects) {
    const { read, files } = await filesIn(`/onward pack make ${project}`);
    if (files.length === 0) throw new Error(`No report came of ${project}: ${read}`);
    for (const { name, body } of files) {
      const file = `${slug(project)}.${name.split('.').at(-1)}`;
      writeFileSync(new URL(file, out), body);
      story.packs.push({ project, file, name, body });
    }
  }
  story.reach = await team.an.types('/onward reach');
  writeFileSync(new URL('reach.txt', out), `${story.reach}\n`);
  story.outside = await team.an.types('/onward reach --outside');
  writeFileSync(new URL('reach-outside.txt', out), `${story.outside}\n`);
}
