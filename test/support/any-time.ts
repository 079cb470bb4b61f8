import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ours = new URL('../../src/flows/policy.yaml', import.meta.url);

/** A file with the policy that ships, but for its hours: people may be written to at any time. For bots that run by a real clock. */
export function policyForAnyTime(): string {
  const text = readFileSync(ours, 'utf8');
  const always = `contact_hours:
  zone: Europe/London
  days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
  from: '0:00'
  until: '24:00'
`;
  const changed = text.replace(/^contact_hours:\n(?: .*\n)+/m, always);
  if (!changed.includes(always)) throw new Error('policy.yaml has hours.');
  const file = join(mkdtempSync(join(tmpdir(), 'onward-policy-')), 'policy.yaml');
  writeFileSync(file, changed);
  return file;
}
