/** Every limit of the page, with its reason. Times in milliseconds unless the name says otherwise. */

/** Letters in one message. Nobody's answer is cut; longer ones are asked for in parts. The desk has a limit of its own. */
export const longestText = 2000;
/** A body: 2000 letters of four bytes, percent-encoded in the worst case, stay below it; anything above is not a chat message. */
export const largestBody = '32kb';
/** Boxes ticked in one form: no question has more. */
export const mostChoices = 50;

/** The cookie lives a year: longer than any gap between two sessions of one project. */
export const cookieSeconds = 365 * 24 * 60 * 60;

/** Posts of one person in a minute: nobody types so fast, and a resent queue of a lost connection fits. */
export const postsPerPerson = { windowMs: 60_000, limit: 60 };
/** Posts of one network in a minute: a full classroom or a wing of a secure setting shares one address. */
export const postsPerNetwork = { windowMs: 60_000, limit: 300 };
/** Codes tried from one network: enough for a group that all mistype once, too few to guess. */
export const codesPerNetwork = { windowMs: 15 * 60_000, limit: 10 };
/** Wrong codes from everywhere: many networks guessing together gain nothing. Counted in each replica. */
export const wrongCodesOverall = { windowMs: 60 * 60_000, limit: 100 };
/** Copies of one's data asked for in a quarter of an hour, by one person and from one network: each reads all that is held. */
export const copiesPerPerson = { windowMs: 15 * 60_000, limit: 20 };
export const copiesPerNetwork = { windowMs: 15 * 60_000, limit: 100 };
/** Pages of a survey in a minute, by one link and from one network: nobody answers so fast, and a whole group may share a network. */
export const papersPerLink = { windowMs: 60_000, limit: 60 };
export const papersPerNetwork = { windowMs: 60_000, limit: 300 };
/** What a tablet hands in at once: ten envelopes of several long answers each, and far less than would hurt. */
export const largestEnvelopes = '1mb';
export const mostEnvelopes = 20;
/** Letters of one envelope: every answer of the longest survey, with room to spare. */
export const largestEnvelope = 400_000;
/** Posts of envelopes from one network in a minute: some tablets that all found a signal. */
export const envelopesPerNetwork = { windowMs: 60_000, limit: 120 };
/** How long a browser keeps its place in a survey: as long as one may be open. */
export const paperSeconds = 92 * 24 * 60 * 60;
/** How long a file waits for a second press of the same button, which takes back the first: a double click of a slow hand. */
export const secondPress = 500;

/** Quiet comment on every stream: proxies and phones drop a connection that is silent for 30 s. The view is read again with it, in case a wake was lost. */
export const heartbeat = 25_000;
/** How long a browser waits before it opens a lost stream again. */
export const reconnect = 3_000;
/** Streams of one person: some tabs and a second device. */
export const streamsPerPerson = 6;
/** Streams of one replica; above it a page asks every 30 s instead. */
export const streams = 2_000;
/** Seconds after which a page sends again when we are busy, and when something broke. */
export const retryBusy = 1;
export const retryTrouble = 5;
