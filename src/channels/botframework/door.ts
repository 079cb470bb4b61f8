import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { notTaken } from './answer.ts';
import { createBoard } from './board.ts';
import { createEvents } from './events.ts';
import { createGate } from './gate.ts';
import type { BotFramework } from './index.ts';
import type { BotFrameworkParts } from './parts.ts';
import type { Connector } from './port.ts';
import { createRoom, plainLanguage, type Room } from './room.ts';

/** The one path at which Azure Bot Service brings everything: the messaging endpoint. */
export const path = '/api/messages';

function answer(res: ServerResponse, { status, body }: Answer): void {
  if (res.writableEnded || res.destroyed) return;
  if (!body) return void res.writeHead(status).end();
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

export function createDoor(parts: BotFrameworkParts, connector: Connector): BotFramework {
  const made = createRoom(parts, connector);
  const gate = createGate(parts, connector);
  const take = createEvents(parts);
  let room: Room | null = null;

  async function handle(req: IncomingMessage): Promise<Answer> {
    // Sent again, to another replica or after the restart.
    if (!room) return notTaken;
    const entered = await gate(req);
    return entered.kind === 'in' ? take(room, entered.activity) : { status: entered.status };
  }

  return {
    carrier: made.carrier,
    board: createBoard(made, made.words(plainLanguage)),
    idle: made.idle,
    open: (desk) => {
      room = { ...made, desk };
    },
    close: async () => {
      room = null;
      await made.idle();
    },
    end: connector.close,
    handle: (req, res, next) => {
      if (req.method !== 'POST' || (req.url ?? '').split('?')[0] !== path) return next();
      handle(req)
        .catch((error: unknown) => {
          made.failed(error);
          return notTaken;
        })
        .then((done) => answer(res, done))
        .catch(made.failed);
    },
  };
}
