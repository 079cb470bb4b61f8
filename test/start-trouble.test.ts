import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sentenceOf } from '../src/start-trouble.ts';

it('A data folder that is a file, or lies in one, is said in a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onward-start-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const trouble = (path: string) => {
    try {
      mkdirSync(path, { recursive: true });
    } catch (error) {
      return sentenceOf(error);
    }
    return 'none';
  };
  expect(trouble(file)).toBe('ONWARD_DATA_DIR names a file, and has to be a folder. Set it to another one.');
  expect(trouble(join(file, 'data'))).toBe('ONWARD_DATA_DIR lies in a file, and has to be a folder. Set it to another one.');
  rmSync(folder, { recursive: true });
});
