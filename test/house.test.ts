import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config/index.ts';
import { loadHouse } from '../src/house.ts';
import { ids } from '../src/ids.ts';
import { sentenceOf } from '../src/start-trouble.ts';
import { handClock } from './support/world.ts';

const unset = readConfig({});
const folders: string[] = [];

/** The flows that ship, with one file changed. */
function flowsWith(file: string, change: (text: string) => string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'onward-flows-'));
  folders.push(folder);
  cpSync(fileURLToPath(new URL('../src/flows/', import.meta.url)), folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return pathToFileURL(`${folder}/`);
}

function refusalOf(dir: URL): string {
  try {
    loadHouse(unset, handClock(), ids, dir);
  } catch (error) {
    return sentenceOf(error);
  }
  return 'not refused';
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('The house', () => {
  it('stands, with the words that ship', () => {
    const house = loadHouse(unset, handClock(), ids);
    expect(house.pagePhrases('en').about).toBe('The chat of our charity');
  });

  it('has the scrubbing for whoever lets free text out of the team', async () => {
    const { scrub } = await loadHouse(unset, handClock(), ids).openScrubbing();
    expect(scrub('ask Sarah').text).toBe('ask [name]');
  });

  it('calls the charity what it is called', () => {
    const house = loadHouse({ ...unset, charity: 'Example Youth Voice', contact: 'hello@example.org' }, handClock(), ids);
    expect(house.pagePhrases('easy').about).toBe('The chat of Example Youth Voice');
    expect(house.pagePhrases('en').reach_us).toBe('To reach us: hello@example.org');
    expect(house.pagePhrases('en').progress).toBe('Question {at} of {of}');
  });

  it('refuses hours to write in that no clock knows', () => {
    const dir = flowsWith('policy.yaml', (text) => text.replace("from: '9:00'", "from: '25:00'"));
    expect(refusalOf(dir)).toMatch(/policy\.yaml:1: contact_hours, from: a time is like 9:00/);
  });

  it('refuses a digest at a time that no clock knows, or on no day', () => {
    const at = flowsWith('policy.yaml', (text) => text.replace("at: '9:00'", "at: '25:00'"));
    expect(refusalOf(at)).toMatch(/policy\.yaml:1: staff_digest, at: a time is like 9:00/);
    const day = flowsWith('policy.yaml', (text) => text.replace('  day: monday\n', ''));
    expect(refusalOf(day)).toMatch(/policy\.yaml:1: staff_digest, day: /);
  });

  it('refuses a flow that leads nowhere, with file, line and a sentence', () => {
    const dir = flowsWith('menu.yaml', (text) => text.replace('to: open', 'to: opne'));
    expect(refusalOf(dir)).toMatch(/^These flows can't be used:\nmenu\.yaml:\d+: .*"opne", and there is no such step/);
  });

  it('refuses a flow that asks for something that the desk cannot do', () => {
    const dir = flowsWith('menu.yaml', (text) => text.replace('action: open', 'action: fly'));
    expect(refusalOf(dir)).toMatch(/menu\.yaml:\d+: There is no action "fly"/);
  });

  it('goes by the charity’s own rules by age, where it names a file of them', () => {
    const dir = flowsWith('policy.yaml', (text) =>
      text.replaceAll('self-guardian-told', 'guardian').replaceAll('nudges: true', 'nudges: false'),
    );
    const policyFile = fileURLToPath(new URL('policy.yaml', dir));
    const { catalogue } = loadHouse({ ...unset, policyFile }, handClock(), ids);
    expect(catalogue.policy).toMatchObject({ guardian_consents_bands: ['under-13', '13-15'] });
    expect(catalogue.policy.no_reminders_bands).toHaveLength(5);
    expect(catalogue.ageRules.map(({ band }) => band)).toEqual(['under-13', '13-15', '16-17', '18-24', '25-plus']);
    writeFileSync(policyFile, 'bands: []\n');
    const refusal = (file: string) => {
      try {
        loadHouse({ ...unset, policyFile: file }, handClock(), ids);
      } catch (error) {
        return sentenceOf(error);
      }
      return 'not refused';
    };
    expect(refusal(policyFile)).toMatch(/policy\.yaml:1: bands/);
    expect(refusal('/nowhere/ages.yaml')).toMatch(/there is no file \/nowhere\/ages\.yaml; ONWARD_POLICY names it/);
  });

  it('goes by the charity’s own pathway, where it names a file of it, and says where that is wrong', () => {
    const dir = flowsWith('pathway.yaml', (text) => text.replace('months: 24', 'months: 12'));
    const pathwayFile = fileURLToPath(new URL('pathway.yaml', dir));
    const own = (file: string) => loadHouse({ ...unset, pathwayFile: file }, handClock(), ids);
    expect(own(pathwayFile).catalogue.pathway.requirements.find(({ which }) => which === 'safeguarding')?.months).toBe(12);
    writeFileSync(pathwayFile, 'requirements: []\nstages: []\n');
    for (const [file, message] of [
      [pathwayFile, /pathway\.yaml:1: requirements/],
      ['/nowhere/way.yaml', /there is no file \/nowhere\/way\.yaml; ONWARD_PATHWAY names it/],
    ] as const)
      expect(() => own(file)).toThrow(message);
  });

  it('refuses words that the desk needs and that are not there', () => {
    const dir = flowsWith('words.yaml', (text) => text.replace('  welcome_back:', '  welcome_bach:'));
    expect(refusalOf(dir)).toMatch(/words\.yaml:1: desk, welcome_back: /);
  });
});
