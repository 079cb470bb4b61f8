/** SLACK: the only room that names Bolt and Slack's Web API. Both are loaded when somebody connects a Slack, and not before. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Carrier } from '../../desk/ports.ts';
import type { SlackParts } from './parts.ts';
import { checkPhrases } from './words.ts';

export { manifestOf } from './manifest.ts';
export type { SlackParts, SlackSettings } from './parts.ts';

/** The door, open. */
export interface Slack {
  /** Takes what comes to Slack's own paths, and leaves the rest. No body parser may come before it: what is signed is the bytes. null: nothing comes by HTTP. */
  handle: ((req: IncomingMessage, res: ServerResponse, next: () => void) => void) | null;
  /** For messages of the desk. */
  carrier: Carrier;
  /** Resolves when nothing that came in is under way any more. */
  idle(): Promise<void>;
  /** Takes nothing more, and resolves after what is under way. Slack sends again what it was not told was taken. */
  close(): Promise<void>;
}

export async function openSlack(parts: SlackParts): Promise<Slack> {
  checkPhrases(parts.phrases);
  const { openDoor } = await import('./door.ts');
  return openDoor(parts);
}
