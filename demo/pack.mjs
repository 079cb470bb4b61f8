/** WHAT COMES OUT: results and reach as staff ask for them, in files. */
import { mkdirSync, writeFileSync } from 'node:fs';

/** Surveys that are read together, once each. */
const unitsOf = ({ surveys }) => [...new Map(surveys.map((one) => [`${one.template} ${one.kind} ${one.project}`, one])).values()];

export async function write(story) {
  const { team, slack, out } = story;
  mkdirSync(new URL('results/', out), { recursive: true });
  story.exports = [];
  for (const { id, template, kind, project } of unitsOf(story)) {
    slack.takeUploads();
    await team.an.types(`/survey results ${id}`);
    slack.takeUploads();
    await team.an.types(`/survey export ${id} --profile internal --format csv`);
    const files = slack.takeUploads();
    for (const { name, body } of files) writeFileSync(new URL(`results/${kind}-${name}`, out), body);
    story.exports.push({ survey: template, kind, project, tables: files.map(({ body }) => body.toString()) });
  }
  story.reach = await team.an.types('/onward reach');
  writeFileSync(new URL('reach.txt', out), `${story.reach}\n`);
  story.outside = await team.an.types('/onward reach --outside');
  writeFileSync(new URL('reach-outside.txt', out), `${story.outside}\n`);
}
