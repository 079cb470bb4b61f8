import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CodebookFile, codebookFaults } from '../../src/flows/codebook.ts';
import { loadCatalogue, sentence } from '../../src/flows/index.ts';
import { readBy } from '../../src/flows/parse.ts';
import { suggest } from '../../src/insight/coding/index.ts';

const source = new URL('../../src/flows/', import.meta.url);
const shipped = readFileSync(new URL('codebook.yaml', source), 'utf8');
const { codebook, areas, flows } = loadCatalogue();

/** What is said of the codebook with this put in the place of that. */
function saidOf(...slips: [string, string][]): string[] {
  for (const [one] of slips) expect(shipped).toContain(one);
  const text = slips.reduce((text, [one, other]) => text.replace(one, other), shipped);
  const read = readBy(CodebookFile, text, 'codebook.yaml');
  const definitions = [...flows.values()].map(({ main }) => main);
  return ('faults' in read ? read.faults : codebookFaults(read.value, areas, definitions, read.document)).map(sentence);
}

describe('The codebook', () => {
  it('has every area of the list, in its order, and says of each when it is and when it is not', () => {
    expect(codebook.areas.map(({ area }) => area)).toEqual(areas.map(({ value }) => value));
    expect(codebook.notCoded).toContain('facilitator-reflection');
  });

  it('finds in everyday words what they are about, and says which they were', () => {
    const found = (text: string) => suggest(text, codebook).map(({ area, because }) => `${area}: ${because.join(', ')}`);
    expect(found('More staff who listen to us')).toEqual(['staffing: staff, listen to us']);
    expect(found('The showers are broken and it is cold at night')).toEqual(['estates: showers, cold, broken']);
    expect(found('I had to tell them again because they lost my file')).toEqual(['data: file']);
    expect(found('Let us call our mums on a video call')).toEqual(['technology: video call']);
    expect(found('Idk, all good')).toEqual([]);
  });

  it('is refused with file, line and a sentence where it does not fit the areas', () => {
    const line = shipped.split('\n').findIndex((one) => one.includes('area: safety')) + 1;
    expect(saidOf(['area: safety', 'area: saftey'])).toEqual([
      expect.stringMatching(new RegExp(`^codebook.yaml:${line}: there is no area "saftey" in areas.yaml; there are safety, staffing`)),
      expect.stringContaining('the area "safety" of areas.yaml is missing'),
    ]);
    expect(saidOf(['area: staffing', 'area: safety'])).toEqual([
      expect.stringContaining('the area "safety" stands here twice'),
      expect.stringContaining('the area "staffing" of areas.yaml is missing'),
    ]);
  });

  it('and where a word is there twice, in one area or in two, or is found by another', () => {
    expect(saidOf(['[safe, ', '[safe, safe, '])).toEqual([expect.stringMatching(/^codebook.yaml:\d+: "safe" stands here twice/)]);
    expect(saidOf(['[data, ', '[data, safe, '])).toEqual([
      expect.stringContaining('"safe" suggests "safety" already; a word belongs to one area'),
    ]);
    expect(saidOf(['[data, ', '[data, data on me, '])).toEqual([expect.stringContaining('"data on me" is found by "data" already')]);
    expect(saidOf(['[safe, ', '[hurtful, '], ['hurt, assault', 'hurt*, assault'])).toEqual([
      expect.stringContaining('"hurtful" is found by "hurt*" already'),
    ]);
  });

  it('or a rule is none, or what is left out is not there', () => {
    expect(saidOf(['[safe, ', '[Safe, '])).toEqual([expect.stringContaining('words in lower case')]);
    expect(saidOf(['[safe, ', '[sa*, '])).toEqual([expect.stringContaining('before * there are at least 3 letters')]);
    expect(saidOf(['not_coded: [', 'not_coded: [menu, '])).toEqual([expect.stringContaining('there is no survey "menu"')]);
    expect(saidOf(['after-session.better', 'after-session.bettr'])).toEqual([
      expect.stringContaining('the survey "after-session" has no question "bettr"'),
    ]);
    expect(saidOf(['    when:', '    wen:'])[0]).toMatch(/^codebook.yaml:\d+: .*"when"/);
  });

  it('is looked at before anything starts', () => {
    const dir = mkdtempSync(join(tmpdir(), 'codebook-'));
    cpSync(source, dir, { recursive: true });
    writeFileSync(join(dir, 'codebook.yaml'), shipped.replace('area: safety', 'area: saftey'));
    expect(() => loadCatalogue({ dir: pathToFileURL(`${dir}/`) })).toThrow('there is no area "saftey"');
    rmSync(dir, { recursive: true });
  });
});
