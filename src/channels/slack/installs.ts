import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../desk/ports.ts';
import { Bounded } from './bounded.ts';
import { ours } from './limits.ts';
import type { SlackParts } from './parts.ts';

/** The workspaces and organisations that installed us: locked before they are kept, and remembered for a minute. */
export interface Tokens {
  /** The bot's token there; null: we are not installed. */
  of(install: string): Promise<string | null>;
  /** We were taken out, or our token was taken back. */
  remove(install: string): Promise<void>;
}

/** One workspace, whose token is a setting. */
export function oneToken(token: string): Tokens {
  return { of: async () => token, remove: async () => undefined };
}

const Kept = z.object({ bot: z.object({ token: z.string().min(1) }) });

/** An organisation's installation has no workspace; a workspace's may name its organisation. */
function keyOf({ isEnterpriseInstall, enterpriseId, teamId }: Partial<InstallationQuery<boolean>>): string {
  const key = isEnterpriseInstall ? enterpriseId : teamId;
  if (!key) throw new Error('An installation of Slack names neither a workspace nor an organisation.');
  return key;
}

export function manyTokens({ installs, lock, clock }: Pick<SlackParts, 'installs' | 'lock'> & { clock: Clock }): {
  tokens: Tokens;
  store: InstallationStore;
} {
  const known = new Bounded<string, { token: string | null; until: number }>(ours.knownInstalls);
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
      if (remembered && now < remembered.until) return remembered.token;
      const token = Kept.safeParse(await read(install)).data?.bot.token ?? null;
      known.set(install, { token, until: now + ours.installsFor });
      return token;
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
  return { tokens, store };
}
