import type { SocketModeReceiver } from '@slack/bolt';
import { createApp } from './app.ts';
import type { Slack } from './index.ts';
import { type Bot, manyTokens, oneToken } from './installs.ts';
import { paths } from './manifest.ts';
import { refusalOf } from './outcome.ts';
import type { SlackParts } from './parts.ts';
import { httpReceiver, installReceiver, prepare, socketReceiver } from './receivers.ts';
import { createRoom, type Room } from './room.ts';

/** Asks Slack who we are. A token that it does not take is said at once, in the log: the other doors stay open. */
async function introduce({ clients, log }: Room, bot: Bot): Promise<void> {
  try {
    bot.user = (await clients.quick(bot.token).auth.test()).user_id ?? null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) log.warn('Slack does not answer at the moment. Messages to Slack wait.');
    else log.error({ err: error }, `Slack does not take SLACK_BOT_TOKEN (${refusal}). Copy it again from "OAuth & Permissions".`);
  }
}

async function connect({ log }: Room, receiver: SocketModeReceiver): Promise<void> {
  try {
    await receiver.start();
    log.info('Slack is connected.');
  } catch (error) {
    log.error({ err: error }, 'Slack does not take SLACK_APP_TOKEN. Make one under "Basic Information", with connections:write.');
  }
}

/** Builds the door and opens it. Slack need not answer for that. */
export async function openDoor(parts: SlackParts): Promise<Slack> {
  const { door, workspace, apiUrl } = parts.settings;
  const { tokens, bot, store } = workspace.kind === 'many' ? manyTokens(parts) : oneToken(workspace.token);
  const room = createRoom(parts, tokens);
  if (bot) room.later(() => introduce(room, bot));
  let closing = false;
  const ended = async (): Promise<void> => {
    closing = true;
    await room.idle();
    room.clients.close();
  };

  if (door.kind === 'socket') {
    const receiver = socketReceiver(door.appToken, apiUrl);
    await createApp(room, receiver);
    void connect(room, receiver);
    return {
      handle: null,
      carrier: room.carrier,
      idle: room.idle,
      close: async () => {
        await receiver.stop();
        await ended();
      },
    };
  }

  const { signingSecret } = door;
  const receiver = httpReceiver(signingSecret);
  await createApp(room, receiver);
  const installer =
    workspace.kind === 'many' && store
      ? installReceiver({
          signingSecret,
          clientId: workspace.clientId,
          clientSecret: workspace.clientSecret,
          stateSecret: parts.stateSecret(),
          store,
          publicUrl: parts.publicUrl,
          apiUrl,
          fetch: room.clients.fetch,
        })
      : null;
  return {
    carrier: room.carrier,
    idle: room.idle,
    close: ended,
    handle: (req, res, next) => {
      const path = (req.url ?? '').split('?')[0];
      if (req.method === 'POST' && path === paths.events) {
        // Slack sends it again, to another replica or after the restart.
        if (closing) return void res.writeHead(503).end();
        return void prepare(req).then((refused) => {
          if (refused === null) receiver.requestListener(req, res);
          else res.writeHead(refused).end();
        });
      }
      if (installer && req.method === 'GET' && (path === paths.install || path === paths.redirect))
        return void installer.requestListener(req, res);
      next();
    },
  };
}
