import type { Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Desk } from '../../desk/ports.ts';
import { createApp } from './app.ts';
import { createBoard } from './board.ts';
import type { Slack } from './index.ts';
import { type Bot, manyTokens, oneToken } from './installs.ts';
import { paths } from './manifest.ts';
import { refusalOf } from './outcome.ts';
import type { SlackParts } from './parts.ts';
import { httpReceiver, installReceiver, prepare, socketReceiver } from './receivers.ts';
import { createRoom, plainLanguage, type Room } from './room.ts';

/** Asks Slack who we are. A token that it does not take is said at once, in the log: the other doors stay open. */
async function introduce({ clients, log }: Pick<Room, 'clients' | 'log'>, bot: Bot): Promise<void> {
  try {
    bot.user = (await clients.quick(bot.token).auth.test()).user_id ?? null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) log.warn('Slack does not answer at the moment. Messages to Slack wait.');
    else log.error({ err: error }, `Slack does not take SLACK_BOT_TOKEN (${refusal}). Copy it again from "OAuth & Permissions".`);
  }
}

async function connect(log: SlackParts['log'], receiver: SocketModeReceiver): Promise<void> {
  try {
    await receiver.start();
    log.info('Slack is connected.');
  } catch (error) {
    log.error({ err: error }, 'Slack does not take SLACK_APP_TOKEN. Make one under "Basic Information", with connections:write.');
  }
}

export function createDoor(parts: SlackParts): Slack {
  const { door, workspace, apiUrl } = parts.settings;
  const { tokens, bot, store } = workspace.kind === 'many' ? manyTokens(parts) : oneToken(workspace.token);
  const room = createRoom(parts, tokens);
  const { carrier, idle, clients } = room;
  const board = createBoard(room, room.words(plainLanguage));
  const open = async (receiver: Receiver, desk: Desk): Promise<void> => {
    if (bot) room.later(() => introduce(room, bot));
    await createApp({ ...room, desk }, receiver);
  };

  if (door.kind === 'socket') {
    const receiver = socketReceiver(door.appToken, apiUrl);
    return {
      carrier,
      board,
      handle: null,
      idle,
      open: async (desk) => {
        await open(receiver, desk);
        void connect(parts.log, receiver);
      },
      close: async () => {
        await receiver.stop();
        await idle();
      },
      end: clients.close,
    };
  }

  const { signingSecret } = door;
  const receiver = httpReceiver(signingSecret);
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
          fetch: clients.fetch,
        })
      : null;
  let taking = false;
  return {
    carrier,
    board,
    idle,
    open: async (desk) => {
      await open(receiver, desk);
      taking = true;
    },
    close: async () => {
      taking = false;
      await idle();
    },
    end: clients.close,
    handle: (req, res, next) => {
      const path = (req.url ?? '').split('?')[0];
      if (req.method === 'POST' && path === paths.events) {
        // Slack sends it again, to another replica or after the restart.
        if (!taking) return void res.writeHead(503).end();
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
