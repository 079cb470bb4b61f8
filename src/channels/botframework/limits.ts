/** Limits of the Bot Framework and of Teams, each with its source, and ours, each with its reason. Times in milliseconds. */

export const limits = {
  /** Of a card, as its JSON. Teams says 28 kB of older and 100 kB of newer messages: this fits both, with room for the rest. */
  cardBytes: 20_000,
  /** Of a message with its card: 413 MessageSizeTooBig comes later (learn.microsoft.com, format-your-bot-messages). */
  messageBytes: 25_000,
  /** Buttons of one set. Teams hides the seventh in a menu (a Teams developer in MicrosoftDocs/bot-docs#2161; older clients leave it out). */
  setActions: 6,
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
  /** Units of UTF-16 of one piece of a long text: SMS goes through Twilio, which takes 1,600 (twilio.com/docs/api/errors/21617). */
  piece: 1_500,
  /** Letters of a button. "Button text is always on a single line and is truncated" (Microsoft's cards-reference.md): longer choices are ticked. */
  buttonLetters: 40,
  /** Letters of all buttons of a row, together: more, and each has a row of its own. */
  rowLetters: 36,
  /** Bytes that are left for what the SDK adds to a message: who, where, ids. */
  envelope: 2_000,
  /** What nobody waits for goes to all in a tenant at this pace, which all replicas keep: its 30 in a second, evenly. */
  betweenInTenant: 34,
  /** 429 without a Retry-After. */
  patienceUnasked: 1_000,
  /** Bytes of a request. What Teams sends is some kB. */
  bodyBytes: 256_000,
  /** A call that has not been answered by then has an unknown end. */
  timeout: 10_000,
  /** The channel is answered within a second: what takes longer is shown when it is there. Teams sends again what nobody answered in some fifteen. */
  patience: 800,
  /** Columns of a table, and the letters of a line of it, that a phone held sideways shows. Wider ones are told row by row. */
  columns: 5,
  tableLetters: 72,
  /** Rows that somebody can take in, and messages where a table is many. */
  rows: 60,
  pieces: 6,
  /** Buttons below a sheet, and the bytes of all of them. */
  steps: 20,
  stepLetters: 60,
  stepBytes: 8_000,
  /** Letters of an order on a button: of what is longer the button has the ticket. */
  orderLetters: 400,
  /** Bytes of the words of a sheet, beside its tables; letters of them where no card is drawn. */
  saidBytes: 6_000,
  fallback: 500,
  /** Letters of a label of a form; bytes of what is said above it, and of one field that is shown again. */
  labelLetters: 120,
  noteBytes: 2_000,
  typedBytes: 8_000,
  /** Choices that fit one below the other. More of them are a menu, and many are searched. */
  boxes: 10,
  searched: 20,
  /** Choices of a field. */
  choices: 100,
  /** Forms that were sent, of which a second press is known. */
  forms: 500,
  /** A file on its way into somebody's storage. */
  upload: 30_000,
  /** People of whom something is remembered for a while, such as that they were greeted. */
  remembered: 5_000,
} as const;
