import type { HomeView, KnownBlock } from '@slack/types';
import type { ChatView } from '../../desk/ports.ts';
import { actions, button, plain, section } from './blocks.ts';
import { limits } from './limits.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { sheetBlocks } from './sheet.ts';
import type { Words } from './words.ts';

export const homeBlocks = { start: 'home:start', copy: 'home:copy' } as const;

/** The Home tab: what waits, for staff; what this is, and what has to be there past the chat, where nothing is said after STOP. */
export function homeView({ person, stopped }: Pick<ChatView, 'person' | 'stopped'>, words: Words, waits: KnownBlock[] = []): HomeView {
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(words('home_title'), limits.headerText) },
    section(words('home_about')),
    section(words(stopped ? 'home_stopped' : 'home_talk')),
    ...(person === null ? [section(words('home_code'))] : []),
    ...(stopped ? [actions(homeBlocks.start, [button('start', words('start_again'), 'START')])] : []),
    ...(person === null
      ? []
      : [
          section(words('home_data')),
          actions(
            homeBlocks.copy,
            (['copy_html', 'copy_json'] as const).map((id) => button(id, words(id), 'new')),
          ),
        ]),
  ];
  const room = limits.viewBlocks - blocks.length - 1;
  return { type: 'home', blocks: waits.length > 0 ? [...waits.slice(0, room), { type: 'divider' }, ...blocks] : blocks };
}

/** Draws somebody's Home tab as things stand, and answers what it was drawn of. */
export async function publishHome(room: Room, { token, user, address }: Who): Promise<ChatView> {
  const caller = { channel: 'slack', address } as const;
  const [view, sheet] = await Promise.all([room.desk.view('slack', address), room.desk.home(caller)]);
  const waits = sheet ? sheetBlocks(sheet, room.words(plainLanguage)) : [];
  await room.clients.quick(token).views.publish({ user_id: user, view: homeView(view, room.words(view.language), waits) });
  return view;
}
