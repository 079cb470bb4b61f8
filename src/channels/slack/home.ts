import type { HomeView, KnownBlock } from '@slack/types';
import type { ChatView } from '../../desk/ports.ts';
import { actions, button, plain, section } from './blocks.ts';
import { limits } from './limits.ts';
import { copyActs } from './outbound.ts';
import type { Words } from './words.ts';

export const homeBlocks = { start: 'home:start', copy: 'home:copy' } as const;

/** The Home tab: what this is, and what has to be there past the chat, where nothing is said after STOP. */
export function homeView({ person, stopped }: Pick<ChatView, 'person' | 'stopped'>, words: Words): HomeView {
  const formats = Object.keys(copyActs) as (keyof typeof copyActs)[];
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(words('home_title'), limits.headerText) },
    section(words('home_about')),
    section(words(stopped ? 'home_stopped' : 'home_talk')),
    ...(stopped ? [actions(homeBlocks.start, [button('start', words('start_again'), 'START')])] : []),
    ...(person === null
      ? []
      : [
          section(words('home_data')),
          actions(
            homeBlocks.copy,
            formats.map((id) => button(id, words(id), 'new')),
          ),
        ]),
  ];
  return { type: 'home', blocks };
}
