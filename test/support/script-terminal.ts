import type { ScriptDoor, ScriptDriver } from '../contracts/script.ts';
import type { Kind } from './database.ts';
import { sitDown } from './terminal.ts';
import { createWorld } from './world.ts';

const choice = /^ {2}(?:\d+\.|•) (.*)$/;
const place = /^ {2}\((.*)\)$/;
const speaker = /^(Onward|You): (.*)$/;

/** What a terminal shows, as who sits there reads it: what Onward says, a text each, and the last question's choices. */
function readScreen(written: string): { texts: string[]; choices: string[] } {
  const texts: string[] = [];
  let choices: string[] = [];
  let open = false;
  for (const line of written.split('\n')) {
    const [, who, words = ''] = speaker.exec(line) ?? [];
    const [, option] = choice.exec(line) ?? [];
    const [, where] = place.exec(line) ?? [];
    if (who === 'You') choices = [];
    else if (who) texts.push(words);
    else if (option !== undefined) choices.push(option);
    else if (where !== undefined) texts.push(where);
    else if (line !== '') texts.push(open ? `${texts.pop()}\n${line}` : line);
    open = who === 'Onward' || (open && line !== '' && option === undefined && where === undefined);
  }
  return { texts, choices };
}

async function sit(desk: Parameters<typeof sitDown>[0], address: string): Promise<ScriptDriver> {
  const sitting = await sitDown(desk, 'nobody', address);
  let written = '';
  return {
    who: () => ({ channel: 'terminal', address }),
    opens: async () => void (written += await sitting.opens()),
    says: async (text) => void (written += await sitting.types(text)),
    looks: async () => undefined,
    seen: () => readScreen(written).texts,
    choices: () => readScreen(written).choices,
    close: sitting.close,
  };
}

export async function openTerminal(kind: Kind): Promise<ScriptDoor> {
  const world = await createWorld(kind);
  let seats = 0;
  return { world, comes: () => sit(world.desk, `seat-${++seats}`), close: world.remove };
}
