/** Slack's limits, each with its source, and ours, each with its reason. Letters are UTF-16 units, of text as it is sent. */

export const limits = {
  // ---- messages
  /** docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  /** Above about 13,200 Slack answers msg_blocks_too_long (slackapi/bolt-js#2509, measured by a user). Ours is lower, and counts all of the JSON. */
  messageLetters: 12_000,
  /** Slack cuts `text` here (docs.slack.dev/reference/methods/chat.postMessage). */
  messageText: 40_000,

  // ---- the manifest (docs.slack.dev/reference/app-manifest; slashes as Slack's own types in @slack/web-api say it: a schema of theirs still says "a maximum of 5" and lets 50 pass)
  slashes: 50,
  slashName: 32,
  slashDescription: 2000,
  slashHint: 1000,

  // ---- views (docs.slack.dev/reference/views)
  viewBlocks: 100,
  viewTitle: 24,
  privateMetadata: 3000,
  callbackId: 255,
  /** view_too_large (the documentation of views.open). */
  viewBytes: 250_000,

  // ---- blocks (docs.slack.dev/reference/block-kit/blocks)
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  headerText: 150,
  actionsElements: 25,
  contextElements: 10,
  contextText: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  imageAlt: 2000,
  imageUrl: 3000,
  markdownText: 12_000,
  tableRows: 100,
  tableCells: 20,
  /** Unique in a message or a view. */
  blockId: 255,
  /** Unique in a block. */
  actionId: 255,

  // ---- elements (docs.slack.dev/reference/block-kit/block-elements, composition-objects)
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  /** Of checkboxes and of radio buttons: 0 to 10 does not fit. */
  boxes: 10,
  selectOptions: 100,
  overflowOptions: 5,
  placeholder: 150,
  typedText: 3000,
  /** Of a file_input (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
  filesInInput: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const;

/** Ours. Times in milliseconds. */
export const ours = {
  /** More choices than this are a menu and not buttons: on a phone each button is a row. 0 to 10 are eleven. */
  buttons: 11,
  /** Letters of one piece of a long text: what becomes a link grows by a quarter at most, and still fits a section. */
  piece: 2400,
  /** One message a second in a channel (docs.slack.dev/apis/web-api/rate-limits). */
  betweenMessages: 1000,
  /** "Several hundred messages per minute" in a workspace (the same page): three hundred, evenly. */
  betweenInWorkspace: 210,
  /** Messages in which one is looked for whose answer was lost. An app that is sold outside the Marketplace gets 15 at most. */
  lookedBack: 100,
  /** conversations.open is tier 3, 50 a minute in a workspace: evenly, so that no minute has more. */
  betweenOpens: 1250,
  /** Slack waits 3 s for an answer to a command or a form; what takes longer is shown when it is there. */
  patience: 2000,
  /** A call that has not been answered by then has an unknown end. */
  timeout: 10_000,
  /** Conversations whose channel is known without asking. Each is some 60 bytes. */
  knownChannels: 20_000,
  /** Questions whose buttons are taken away when the answer is typed. */
  openQuestions: 5_000,
  /** Of the 50 changes a minute of tier 3 (chat.update), those that are a kindness; the rest is for what was pressed. */
  settledInAMinute: 25,
  /** Bytes of a list that somebody uploads: more than the rows that a list may have come to. */
  listBytes: 2_000_000,
  /** How long a time zone is good: Slack is asked about somebody once a day. */
  zonesFor: 24 * 60 * 60_000,
  /** Workspaces whose token is kept in memory, and how long: another replica may have thrown it away. */
  knownInstalls: 500,
  installsFor: 60_000,
} as const;
