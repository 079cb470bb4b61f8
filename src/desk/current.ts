import type { Session } from '../engine/index.ts';
import type { ConversationRow } from './ports.ts';
import type { Shelf, Shelved } from './shelf.ts';

/** A conversation under way in this turn: what is stored of it, and where it is now. */
export interface Current {
  shelved: Shelved;
  session: Session;
  stored: ConversationRow | null;
}

export async function currentOf(shelf: Shelf, stored: ConversationRow | null): Promise<Current | null> {
  if (!stored) return null;
  return { shelved: await shelf.pinned(stored.flow, stored.flowVersion), session: stored.session, stored };
}
