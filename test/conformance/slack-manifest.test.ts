import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../../src/channels/slack/index.ts';

const file = fileURLToPath(new URL('../../../shared/data/slack/manifest.schema.json', import.meta.url));
const here = existsSync(file);
if (!here) console.warn(`SKIPPED: Slack's schema of a manifest. There is no ${file} here.`);

describe.skipIf(!here)('Slack’s own schema of a manifest', () => {
  const check = here ? new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8'))) : () => false;

  it.each([
    ['by HTTP', 'https://chat.example.org'],
    ['over a socket', null],
  ])('takes ours, %s', (_, where) => {
    check(manifestOf(where));
    expect((check as { errors?: unknown }).errors ?? null).toBeNull();
  });

  it('refuses one that is wrong, so that it does look', () => {
    const { features, ...rest } = manifestOf(null);
    expect(check({ ...rest, features: { ...features, slash_commands: [{ command: 'no slash', description: 'x' }] } })).toBe(false);
  });
});
