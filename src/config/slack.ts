import { z } from 'zod';
import { Misconfigured } from './misconfigured.ts';

export interface SlackConfig {
  door: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  workspace: { kind: 'one'; token: string } | { kind: 'many'; clientId: string; clientSecret: string };
  /** Of another Slack than slack.com, with a slash at the end; null: slack.com. */
  apiUrl: string | null;
}

const staffChannelMistake =
  'ONWARD_SLACK_STAFF_CHANNEL must be the id of a channel, like C0123ABC (in Slack: the channel, "About"), or T0123/C0123ABC with many workspaces.';

/** What Slack gives out begins in a way of its own. Never say a value: each lets somebody in. */
const slackSecret = (name: string, shape: RegExp, from: string) =>
  z
    .string()
    .refine((text) => shape.test(text), `${name} is not what Slack gave you: copy it again from ${from} of your app at api.slack.com/apps.`)
    .optional();

export const slackVariables = z.object({
  SLACK_BOT_TOKEN: slackSecret('SLACK_BOT_TOKEN', /^xoxb-[\w-]+$/, '"OAuth & Permissions"'),
  SLACK_SIGNING_SECRET: slackSecret('SLACK_SIGNING_SECRET', /^[0-9a-f]{32}$/, '"Basic Information"'),
  SLACK_APP_TOKEN: slackSecret('SLACK_APP_TOKEN', /^xapp-[\w-]+$/, '"Basic Information", "App-Level Tokens",'),
  SLACK_CLIENT_ID: slackSecret('SLACK_CLIENT_ID', /^\d+\.\d+$/, '"Basic Information"'),
  SLACK_CLIENT_SECRET: slackSecret('SLACK_CLIENT_SECRET', /^[0-9a-f]{32}$/, '"Basic Information"'),
  ONWARD_SLACK_STAFF_CHANNEL: z
    .string()
    .regex(/^([TE][A-Z0-9]+\/)?[CG][A-Z0-9]+$/, staffChannelMistake)
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine((text) => /^https?:\/\/.+\/$/.test(text) && URL.canParse(text), {
      error: ({ input }) => `SLACK_API_URL must be an address with a slash at the end, like https://slack.com/api/; "${input}" is not.`,
    })
    .optional(),
});
type Given = z.infer<typeof slackVariables>;

/**
 * Slack is set up in one of three ways: a socket for one workspace, HTTP for one, HTTP for many.
 * @throws Misconfigured
 */
export function slackOf(given: Given): SlackConfig | null {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = given;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_API_URL: apiUrl = null } = given;
  const many = clientId !== undefined || clientSecret !== undefined;
  if (!token && !signingSecret && !appToken && !many) return null;
  const mistakes = [
    appToken && signingSecret
      ? 'Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), not both: it is one door or the other.'
      : '',
    appToken && many
      ? 'Many workspaces (SLACK_CLIENT_ID) reach us by HTTP only: set SLACK_SIGNING_SECRET in place of SLACK_APP_TOKEN.'
      : '',
    !appToken && !signingSecret ? 'Slack needs a door: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.' : '',
    token && many ? 'Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many, not both.' : '',
    many && !clientId ? 'SLACK_CLIENT_SECRET is set and SLACK_CLIENT_ID is not: set both.' : '',
    many && !clientSecret ? 'SLACK_CLIENT_ID is set and SLACK_CLIENT_SECRET is not: set both.' : '',
    !token && !many ? 'Slack needs SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many).' : '',
  ].filter(Boolean);
  if (mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return {
    door: appToken ? { kind: 'socket', appToken } : { kind: 'http', signingSecret: signingSecret as string },
    workspace: token ? { kind: 'one', token } : { kind: 'many', clientId: clientId as string, clientSecret: clientSecret as string },
    apiUrl,
  };
}

/** @throws Misconfigured */
export function staffRoomOf({ ONWARD_SLACK_STAFF_CHANNEL: channel }: Given, slack: SlackConfig | null): string | null {
  if (channel === undefined) return null;
  if (!slack) throw new Misconfigured('ONWARD_SLACK_STAFF_CHANNEL is set, and no Slack is: set SLACK_BOT_TOKEN too, or take it out.');
  if (channel.includes('/')) return channel;
  if (slack.workspace.kind === 'many')
    throw new Misconfigured('With many workspaces, ONWARD_SLACK_STAFF_CHANNEL has to say which: T0123/C0123ABC.');
  return `/${channel}`;
}
