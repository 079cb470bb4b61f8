/**
 * What this room needs of a Bot Framework SDK: plain data, and no type of any SDK. `sdk.ts` has it from botbuilder, and is the one file that names it;
 * test/contracts/connector.ts says what an implementation does, and is passed by a second one on Microsoft's successor.
 */

/** An object as it came over the wire, or as it goes. */
export type Json = Record<string, unknown>;

/** Who and what an activity is for: all that is needed to write there again later. Of each account its id alone. */
export interface Reference {
  channelId: string;
  serviceUrl: string;
  conversation: { id: string; tenantId?: string; conversationType?: string };
  bot: { id: string };
  user: { id: string };
}

export interface Connector {
  /**
   * Whether the token of a request lets its activity in: signature, issuer, audience, time, the channel's endorsement of the key, the serviceUrl.
   * `later`: the keys to check it with could not be had. Never rejects, and says no reason.
   */
  admits(activity: Json, authorization: string): Promise<'yes' | 'no' | 'later'>;
  /** Into a conversation, once. Never rejects. */
  send(to: Reference, activity: Json): Promise<Sent>;
  /** Puts another activity in the place of one that was sent. */
  update(to: Reference, id: string, activity: Json): Promise<Sent>;
  /** Opens the conversation in which we talk to the reference's user alone, or finds it. The id is the conversation's. */
  open(to: Reference): Promise<Sent>;
  /** After the last message. */
  close(): void;
}

/** How one call to the channel ended. There is no second try in it. */
export type Sent =
  | { kind: 'sent'; id: string | null }
  /** The channel answered, and refused. `patience`: for how many milliseconds it asks; null: it does not. */
  | { kind: 'refused'; status: number; patience: number | null }
  /** It may have arrived: the answer was lost, or did not come in time. */
  | { kind: 'lost' }
  /** It never left: there is no connection, or no token to send it with. */
  | { kind: 'never' };
