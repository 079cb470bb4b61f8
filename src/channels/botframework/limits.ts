/** Limits of the Bot Framework and of Teams, each with its source, and ours, each with its reason. Times in milliseconds. */

export const limits = {
  /** Of a card, as its JSON. Teams says 28 kB of older and 100 kB of newer messages; the issue says 25. */
  cardBytes: 20_000,
  /** Of a message with its card: 413 MessageSizeTooBig comes later (learn.microsoft.com, format-your-bot-messages). */
  messageBytes: 25_000,
  /** Sends to one conversation (Microsoft's rate-limit.md). "The values are for estimation only": 429 comes where they are lower. */
  conversation: [
    { most: 7, within: 1_000 },
    { most: 8, within: 2_000 },
    { most: 60, within: 30_000 },
    { most: 1_800, within: 3_600_000 },
  ],
  /** Calls of one app in one tenant (the same page; newer copies of it say 50). */
  tenant: [{ most: 30, within: 1_000 }],
} as const;

export const ours = {
  /** What nobody waits for goes to all in a tenant at this pace, which all replicas keep: its 30 in a second, evenly. */
  betweenInTenant: 34,
  /** 429 without a Retry-After. */
  patienceUnasked: 1_000,
  /** Bytes of a request. What Teams sends is some kB. */
  bodyBytes: 256_000,
  /** A call that has not been answered by then has an unknown end. */
  timeout: 10_000,
  /** Somebody waits for the answer to a press: what takes longer is shown when it is there. Teams gives up after some ten seconds. */
  patience: 2_000,
  /** People of whom something is remembered for a while, such as that they were greeted. */
  remembered: 5_000,
} as const;
