import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../desk/ports.ts';
import { Bounded } from '../bounded.ts';
import { ours } from './limits.ts';
import type { SlackParts } from './parts.ts';

/** The workspaces and organisations that installed us: locked before they are kept, and remembered for a minute. */
export interface Tokens {
  /** What we are there; null: not installed. */
  of(install: string): Promise<Bot | null>;
  /** We were taken out, or our token was taken back. */
  remove(install: string): Promise<void>;
}

export interface Bot {
  token: string;
  /** Its id as a user, by which it knows its own words; null: not known yet. */
  user: string | null;
}

/** One workspace, whose token is a setting. `bot` is filled when Slack has said who we are. */
export function oneToken(token: string): { tokens: Tokens; bot: Bot; store: null } {
  const bot: Bot = { token, user: null };
  return { tokens: { of: async () => bot, remove: async () => undefined }, bot, store: null };
}

const Kept = z.object({ bot: z.object({ token: z.string().min(1), userId: z.string().nullish() }) });

/** An organisation's installation has no workspace; a workspace's may name its organisation. */
function keyOf({ isEnterpriseInstall, enterpriseId, teamId }: Partial<InstallationQuery<boolean>>): string {
  const key = isEnterpriseInstall ? enterpriseId : teamId;
  if (!key) throw new Error('An installation of Slack names neither a workspace nor an organisation.');
  return key;
}

export function manyTokens({ installs, lock, clock }: Pick<SlackParts, 'installs' | 'lock'> & { clock: Clock }): {
  tokens: Tokens;
  bot: null;
  store: InstallationStore;
} {
  const known = new Bounded<string, { bot: Bot | null; until: number }>(ours.knownInstalls);
  const remove = async (install: string): Promise<void> => {
    known.take(install);
    await installs.remove(install);
  };
  async function read(install: string): Promise<unknown> {
    const kept = await installs.find(install);
    const opened = kept && lock.open(install, kept);
    return opened ? JSON.parse(opened) : null;
  }
  const tokens: Tokens = {
    of: async (install) => {
      const remembered = known.get(install);
      const now = clock.now().getTime();
      if (remembered && now < remembered.until) return remembered.bot;
      const kept = Kept.safeParse(await read(install)).data?.bot;
      const bot = kept ? { token: kept.token, user: kept.userId ?? null } : null;
      known.set(install, { bot, until: now + ours.installsFor });
      return bot;
    },
    remove,
  };
  const store: InstallationStore = {
    storeInstallation: async (installation: Installation) => {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const key = keyOf({ isEnterpriseInstall: isEnterpriseInstall ?? false, enterpriseId: enterprise?.id, teamId: team?.id });
      await installs.keep(key, lock.close(key, JSON.stringify(installation)), clock.now());
      known.take(key);
    },
    fetchInstallation: async (query) => {
      const found = await read(keyOf(query));
      if (!found) throw new Error('Nobody installed us there.');
      return found as Installation<'v1' | 'v2', boolean>;
    },
    deleteInstallation: (query) => remove(keyOf(query)),
  };
  return { tokens, bot: null, store };
}
