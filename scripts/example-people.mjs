/**
 * `node scripts/example-people.mjs`: writes examples/people-and-roles.csv, a list of people who were made up, to try the figures with:
 * `npm run onward -- people import examples/people-and-roles.csv`. The same each time.
 */
import { writeFileSync } from 'node:fs';

const people = 96;
let state = 20_260_310;
/** From 0 to below 1 (Park and Miller's generator). */
const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const oneOf = (list) => list[Math.floor(chance() * list.length)];

const names = ['Ash', 'Blue', 'Cove', 'Dale', 'Elm', 'Fern', 'Glen', 'Hope', 'Ivy', 'Jay', 'Kit', 'Lark'];
const two = (number) => String(number).padStart(2, '0');
const day = (year) => `${year}-${two(1 + Math.floor(chance() * 12))}-${two(1 + Math.floor(chance() * 28))}`;

const lines = ['name,email,role,since,until,first'];
for (let at = 1; at <= people; at++) {
  const who = `${oneOf(names)} Example ${at},example-${at}@example.org`;
  const began = 2014 + Math.floor(chance() * 11);
  const luck = chance();
  const first = luck < 0.66 ? day(began - 1 - Math.floor(chance() * 4)) : luck < 0.74 ? 'yes' : luck < 0.95 ? 'no' : '';
  const goes = chance() < 0.25 ? day(began + 5) : '';
  const way = oneOf(['straight', 'straight', 'sessional', 'both']);
  if (way === 'straight') lines.push(`${who},staff,${day(began)},${goes},${first}`);
  if (way === 'sessional') lines.push(`${who},sessional facilitator,${day(began)},${goes},${first}`);
  if (way === 'both') {
    lines.push(`${who},sessional facilitator,${began}-09-01,${began + 2}-08-31,${first}`);
    lines.push(`${who},staff,${began + 2}-09-01,${goes},`);
  }
}
writeFileSync(new URL('../examples/people-and-roles.csv', import.meta.url), `${lines.join('\n')}\n`);
