/** THE MICROSOFT DOOR: Teams, and whatever else Azure Bot Service carries. botbuilder is loaded when somebody connects it, and not before. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Board, Carrier, Desk } from '../../desk/ports.ts';
import type { BotFrameworkParts } from './parts.ts';
import { checkPhrases } from './words.ts';

export { generatedTeamsManifest, type TeamsApp, teamsManifestOf, teamsPackage } from './manifest.ts';
export type { App, BotFrameworkParts, BotFrameworkSettings } from './parts.ts';
export type { Connector } from './port.ts';

export interface BotFramework {
  /** For messages of the desk. */
  carrier: Carrier;
  /** For sheets that stand where staff see them. */
  board: Board;
  /** Begins to hand what comes to the desk. */
  open(desk: Desk): void;
  /** Takes what comes to the messaging endpoint, and leaves the rest. No body parser may come before it. */
  handle(req: IncomingMessage, res: ServerResponse, next: () => void): void;
  /** Resolves when nothing that came in is under way any more. */
  idle(): Promise<void>;
  /** Takes nothing more, and resolves after what is under way. The carrier goes on until `end`. */
  close(): Promise<void>;
  /** After the last message of the desk. */
  end(): void;
}

export async function createBotFramework(parts: BotFrameworkParts): Promise<BotFramework> {
  checkPhrases(parts.phrases);
  const { createDoor } = await import('./door.ts');
  const connector = parts.connector ?? (await import('./sdk.ts')).createBotbuilder(parts.settings, parts);
  return createDoor(parts, connector);
}
