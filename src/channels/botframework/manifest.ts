import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { CommandOutline } from '../../desk/ports.ts';

/** The app as Teams knows it: manifests/teams/, in which an id and an address stand that are filled in when it is packed. */

export interface Manifest extends Record<string, unknown> {
  manifestVersion: string;
  developer: Record<string, string>;
  bots: [{ botId: string; scopes: TeamsScope[]; commandLists: CommandList[] }];
}

/** Where Teams lets somebody talk to a bot, in the words of its manifest. */
type TeamsScope = 'personal' | 'team' | 'groupChat';

interface CommandList {
  scopes: TeamsScope[];
  commands: { title: string; description: string }[];
}

const folder = new URL('../../../manifests/teams/', import.meta.url);
const written = () => readFileSync(new URL('manifest.json', folder), 'utf8');
const placeholder = { appId: '00000000-0000-0000-0000-000000000000', host: 'onward.example.org' };

/** Of `developer.name`, in the schema. */
const DEVELOPER_LETTERS = 32;

const menuOf = (outlines: readonly CommandOutline[], place: 'chat' | 'group') =>
  outlines
    .filter(({ suggest }) => suggest?.includes(place))
    .map(({ name, summary }) => ({ title: name, description: summary.charAt(0).toUpperCase() + summary.slice(1) }));

/**
 * The manifest as manifests/teams/manifest.json has to say it: what is written there by hand, with the menus of this table of commands. What young people
 * can say stands first in the menu of their own chat: Teams shows everybody the same.
 */
export function generatedTeamsManifest(outlines: readonly CommandOutline[]): Manifest {
  const manifest = JSON.parse(written()) as Manifest;
  const [bot] = manifest.bots;
  const names = new Set(outlines.map(({ name }) => name));
  const words = bot.commandLists.find(({ scopes }) => scopes.includes('personal'))?.commands.filter(({ title }) => !names.has(title)) ?? [];
  const commandLists: CommandList[] = [
    { scopes: ['personal'], commands: [...words, ...menuOf(outlines, 'chat')] },
    { scopes: ['team', 'groupChat'], commands: menuOf(outlines, 'group') },
  ];
  return { ...manifest, bots: [{ ...bot, commandLists }] };
}

/** Whose app it is. */
export interface TeamsApp {
  /** Of the bot's registration in Entra; the app in Teams has the same. */
  appId: string;
  /** Where people reach us: https, and no more than a host. */
  url: string;
  /** null: it has no name in the configuration. */
  charity: string | null;
}

export function teamsManifestOf({ appId, url, charity }: TeamsApp): Manifest {
  const filled = written().replaceAll(placeholder.appId, appId).replaceAll(placeholder.host, new URL(url).host);
  const manifest = JSON.parse(filled) as Manifest;
  if (charity !== null) manifest.developer.name = [...charity].slice(0, DEVELOPER_LETTERS).join('').trim();
  return manifest;
}

/** What is uploaded to Teams, as a zip file. The same app gives the same bytes, on every machine. */
export function teamsPackage(app: TeamsApp): Uint8Array {
  const picture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
  const manifest = new TextEncoder().encode(`${JSON.stringify(teamsManifestOf(app), null, 2)}\n`);
  const files = { 'manifest.json': manifest, 'color.png': picture('color.png'), 'outline.png': picture('outline.png') };
  // A zip file has hours and no zone: the same hour of wherever we are.
  return zipSync(files, { mtime: new Date(1980, 0, 1), level: 9 });
}
