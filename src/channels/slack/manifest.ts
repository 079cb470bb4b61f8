import { readFileSync } from 'node:fs';
import type { CommandOutline } from '../../desk/ports.ts';
import { type Slash, slashesOf } from './slashes.ts';

/** Slack's own paths. Nothing else of the host reaches Bolt. */
export const paths = { events: '/slack/events', install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;

/** The app as Slack knows it: manifests/slack/manifest.json, which is written for HTTP at an address that is filled in. */
export type Manifest = Record<string, unknown> & {
  oauth_config: { scopes: { bot: string[] }; redirect_urls?: string[] };
  features: { slash_commands: [Slash, ...Slash[]] };
  settings: {
    socket_mode_enabled: boolean;
    event_subscriptions: { request_url?: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url?: string };
  };
};

const file = new URL('../../../manifests/slack/manifest.json', import.meta.url);
const written = readFileSync(file, 'utf8');
const placeholder = 'https://onward.example.org';

/** What the bot may do: the least that all of this works with. Said once, in the manifest. */
export const botScopes: readonly string[] = (JSON.parse(written) as Manifest).oauth_config.scopes.bot;

/**
 * A manifest to paste into Slack.
 * @param where the address at which Slack reaches us; null: it does not, we open a socket
 */
export function manifestOf(where: string | null): Manifest {
  if (where !== null) return JSON.parse(written.replaceAll(placeholder, where)) as Manifest;
  const manifest = JSON.parse(written) as Manifest;
  const { features, settings, oauth_config } = manifest;
  for (const command of features.slash_commands) delete command.url;
  delete oauth_config.redirect_urls;
  delete settings.event_subscriptions.request_url;
  delete settings.interactivity.request_url;
  settings.socket_mode_enabled = true;
  return manifest;
}

/** The manifest as manifests/slack/manifest.json has to say it: what is written there by hand, with the slashes of this table of commands. */
export function generatedManifest(outlines: readonly CommandOutline[]): Manifest {
  const manifest = JSON.parse(written) as Manifest;
  const { features } = manifest;
  return { ...manifest, features: { ...features, slash_commands: slashesOf(features.slash_commands[0], outlines) as [Slash, ...Slash[]] } };
}
