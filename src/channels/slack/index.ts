/** SLACK: the only room that names Bolt and Slack's Web API. Both are loaded when somebody connects a Slack, and not before. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Board, Carrier, Desk } from '../../desk/ports.ts';
import type { SlackParts } from './parts.ts';
import { checkPhrases } from './words.ts';

export { generatedManifest, manifestOf } from './manifest.ts';
export type { SlackParts, SlackSettings } from './parts.ts';

export interface Slack {
  /** For messages of the desk. */
  carrier: Carrier;
  /** For sheets that stand where staff see them. */
  board: Board;
  /** Begins to take what comes, and hands it to the desk. Slack need not answer for that. */
  open(desk: Desk): Promise<void>;
  /** Takes what comes to Slack's own paths, and leaves the rest. No body parser may come before it: what is signed is the bytes. null: nothing comes by HTTP. */
  handle: ((req: IncomingMessage, res: ServerResponse, next: () => void) => void) | null;
  /** Resolves when nothing that came in is under way any more. */
  idle(): Promise<void>;
  /** Takes nothing more, and resolves after what is under way. The carrier goes on until `end`. Slack sends again what it was not told was taken. */
  close(): Promise<void>;
  /** After the last message of the desk. */
  end(): void;
}

export async function createSlack(parts: SlackParts): Promise<Slack> {
  checkPhrases(parts.phrases);
  const { createDoor } = await import('./door.ts');
  return createDoor(parts);
}
