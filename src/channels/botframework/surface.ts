/** What a channel of Azure Bot Service can show. */
export interface Surface {
  /** `text`: words only, with numbered choices. */
  kind: 'cards' | 'text';
  /** Action.Execute, which puts an answered card in the place of the open one. Web Chat does not know it (microsoft/BotFramework-WebChat#3844). */
  execute: boolean;
  /** Forms that open over the chat. */
  dialogs: boolean;
  /** Files that somebody allows to be put into their own storage. */
  files: boolean;
  /** Charts in cards. */
  charts: boolean;
}

const teams: Surface = { kind: 'cards', execute: true, dialogs: true, files: true, charts: true };
const webChat: Surface = { kind: 'cards', execute: false, dialogs: false, files: false, charts: false };
const words: Surface = { kind: 'text', execute: false, dialogs: false, files: false, charts: false };

const surfaces: Record<string, Surface> = { msteams: teams, webchat: webChat, directline: webChat, emulator: webChat };

/** Words always arrive; what we know nothing of gets no more. */
export const surfaceOf = (channelId: string): Surface => surfaces[channelId] ?? words;
