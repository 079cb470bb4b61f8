import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { generatedTeamsManifest, teamsManifestOf, teamsPackage } from '../../../src/channels/botframework/index.ts';
import { commands } from '../../../src/desk/commands/index.ts';
import { commandOutlines } from '../../../src/desk/index.ts';
import { commandOf } from '../../../src/engine/index.ts';
import { catalogue } from '../../support/shipped.ts';

const folder = new URL('../../../manifests/teams/', import.meta.url);
const app = { appId: '12345678-90ab-cdef-1234-567890abcdef', url: 'https://chat.example.net', charity: 'Example Youth Voice' };
const manifest = teamsManifestOf(app);

/** Microsoft's own schemas, as its package has them. */
const schemas = join(dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')), 'json-schemas/teams');
const versions = readdirSync(schemas)
  .filter((name) => /^v1\.\d+$/.test(name))
  .sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)))
  .map((name) => name.slice(1));
const newest = versions.at(-1) as string;

function schemaOf(version: string) {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
  addFormats.default(ajv as never);
  return ajv.compile(JSON.parse(readFileSync(join(schemas, `v${version}`, 'MicrosoftTeams.schema.json'), 'utf8')));
}
const checks = new Map([manifest.manifestVersion, newest].map((version) => [version, schemaOf(version)]));

function faultsIn(given: object, version: string): string[] {
  const check = checks.get(version) as NonNullable<ReturnType<typeof checks.get>>;
  check({ ...given, manifestVersion: version });
  return (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe('The manifest of our app in Teams', () => {
  it.each([
    ['the one that it names', manifest.manifestVersion],
    ['the newest', newest],
  ])('is valid by Microsoft’s schema: %s', (_, version) => {
    expect(faultsIn(manifest, version)).toEqual([]);
  });

  it('would not be with a scope, a key, an id or a menu that Teams does not know, so that the schema does look', () => {
    const [bot] = manifest.bots;
    const [list] = bot.commandLists;
    const command = { title: 'x', description: 'x' };
    const wrong = (change: object) => faultsIn({ ...manifest, ...change }, manifest.manifestVersion);
    expect(wrong({ bots: [{ ...bot, scopes: ['everywhere'] }] })).toEqual(['/bots/0/scopes/0 enum']);
    expect(wrong({ slogan: 'onward' })).toEqual([' additionalProperties']);
    expect(wrong({ id: 'onward' })).toEqual(['/id pattern']);
    const menu = (commands: object[]) => wrong({ bots: [{ ...bot, commandLists: [{ ...list, commands }] }] });
    expect(menu(Array(11).fill(command))).toEqual(['/bots/0/commandLists/0/commands maxItems']);
    expect(menu([{ ...command, description: 'x'.repeat(129) }])).toEqual(['/bots/0/commandLists/0/commands/0/description maxLength']);
  });

  it('has its menus from the table of the desk: npm run manifests writes what is there', () => {
    expect(JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))).toEqual(generatedTeamsManifest(commandOutlines));
    const names = commandOutlines.map(({ name }) => name);
    const [alone, group] = manifest.bots[0].commandLists;
    expect(group?.commands.length).toBeGreaterThan(0);
    const titles = alone?.commands.map(({ title }) => title) ?? [];
    // Everybody sees this menu, so what young people can say comes first; it is what the desk hears as such.
    const said = titles.filter((title) => !names.includes(title));
    expect(titles.slice(0, said.length)).toEqual(said);
    for (const word of said) expect(commandOf(word, catalogue.commands)).not.toBeNull();
    for (const { title } of group?.commands ?? []) expect(names).toContain(title);
    expect(manifest.bots[0].commandLists.flatMap(({ scopes }) => scopes).sort()).toEqual([...manifest.bots[0].scopes].sort());
  });

  it('puts nothing before a group whose answer names people', () => {
    const asked = new Set(commands.filter(({ suggest }) => suggest?.includes('group')).map(({ may }) => may));
    expect([...asked].sort()).toEqual(['see home', 'see pathway figures', 'see results', 'see surveys', 'send surveys']);
  });

  it('names what is the charity’s: the app id, the host, and who it is of', () => {
    expect(manifest).toMatchObject({
      id: app.appId,
      bots: [{ botId: app.appId }],
      validDomains: ['chat.example.net'],
      developer: { name: app.charity, websiteUrl: app.url, privacyUrl: app.url, termsOfUseUrl: app.url },
    });
    expect(JSON.stringify(manifest)).not.toMatch(/onward\.example\.org|0000-0000/);
    expect(teamsManifestOf({ ...app, charity: null }).developer.name).toBe('Onward');
    const long = teamsManifestOf({ ...app, charity: `${'👋 The Association'.repeat(4)}` });
    expect(faultsIn(long, manifest.manifestVersion)).toEqual([]);
  });
});

describe('The app that is uploaded to Teams', () => {
  it('is a zip file with the manifest and its two icons at its root', () => {
    const files = unzipSync(teamsPackage(app));
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toEqual(manifest);
    expect(Object.values(manifest.icons as object).sort()).toEqual(['color.png', 'outline.png']);
  });

  it('is the same bytes each time, in every time zone', () => {
    const sha = () => createHash('sha256').update(teamsPackage(app)).digest('hex');
    const before = process.env.TZ;
    const all = ['Pacific/Auckland', 'America/Los_Angeles', 'UTC'].map((zone) => {
      process.env.TZ = zone;
      return sha();
    });
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(new Set([...all, sha()]).size).toBe(1);
  });

  it.each([
    ['color', 192],
    ['outline', 32],
  ])('has an icon %s of the size that Teams wants', async (name, size) => {
    const { width, height } = await loadImage(readFileSync(new URL(`${name}.png`, folder)));
    expect([width, height]).toEqual([size, size]);
  });

  it('has an outline of nothing but white and what is seen through, and a colour icon that nothing is seen through', async () => {
    const pixels = async (name: string) => {
      const image = await loadImage(readFileSync(new URL(name, folder)));
      const pen = createCanvas(image.width, image.height).getContext('2d');
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      return Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)]);
    };
    const outline = await pixels('outline.png');
    expect(outline.filter(([red, green, blue, alpha]) => alpha !== 0 && !(red === 255 && green === 255 && blue === 255))).toEqual([]);
    expect(outline.some(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(outline.some(([, , , alpha]) => alpha === 0)).toBe(true);
    expect((await pixels('color.png')).every(([, , , alpha]) => alpha === 255)).toBe(true);
  });
});
