import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';

function logInto() {
  const lines: string[] = [];
  return { lines, log: createLog({ write: (line) => void lines.push(line) }) };
}

describe('The log', () => {
  it('says where an error was and of what kind, and never its message', () => {
    const { lines, log } = logInto();
    const error = Object.assign(new TypeError('Robin said: my number is 07911 123456\n    at home and more of it'), {
      code: 'E1',
      detail: 'Robin',
    });
    log.error({ err: error }, 'A tick failed.');
    expect(lines.join('')).not.toMatch(/Robin|07911|at home/);
    const said = JSON.parse(lines[0] ?? '');
    expect(said).toMatchObject({ level: 'error', msg: 'A tick failed.', err: { kind: 'TypeError', code: 'E1' } });
    expect(said.err.at[0]).toMatch(/^at .*log\.test\.ts/);
  });

  it('says nothing of what is thrown and is no error', () => {
    const { lines, log } = logInto();
    log.error({ err: 'Robin' }, 'A tick failed.');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { kind: 'string' } });
    expect(lines.join('')).not.toContain('Robin');
  });
});
