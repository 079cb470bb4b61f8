import { readFileSync } from 'node:fs';
import { advance, begin, compile, FlowBundle } from '../../dist/engine/index.js';
import { loadCatalogue, parseFlow } from '../../dist/flows/index.js';
import { readers } from '../../dist/language/index.js';
import { dialogsSurvey } from './peers/dialogs.mjs';
import { xstateSurvey } from './peers/xstate.mjs';
import { beside, inRounds } from './rounds.mjs';

/** null: the conversation begins. The third one is refused. */
const replies = [null, 'Ada', 'not an email', 'ada@example.org', 'yes', '4', 'the people', 'weekly'];

/** What has to be said at each of these turns, by everybody. */
const expected = [/call you/, /email/, /email/, /come/, /1 to 5/, /made it so/, /How often/, /Thank you/];

/** Conversations that are open side by side. */
const OPEN = 500;

function ourSurvey() {
  const { phrases, commands, policy, constants } = loadCatalogue({ distance: readers.distance });
  const { definition } = parseFlow(readFileSync(new URL('survey.yaml', import.meta.url), 'utf8'), 'survey.yaml');
  const bundle = FlowBundle.parse({ main: definition, called: {} });
  const flow = compile(bundle, { phrases, commands, readers, constants, policy });
  const kept = new Map();
  return async function turn(key, text) {
    const { session, events } =
      text === null ? begin(flow, 'en') : advance(flow, JSON.parse(kept.get(key)), { kind: 'text', text }, new Date());
    kept.set(key, JSON.stringify(session));
    return events.flatMap((event) => (event.type === 'said' ? [event.said.text] : []));
  };
}

/** A contestant that talks one conversation to its end, then the next. */
function talker(turn) {
  let conversations = 0;
  return {
    go: async () => {
      const key = `conversation-${conversations++ % OPEN}`;
      for (const reply of replies) await turn(key, reply);
      return replies.length;
    },
  };
}

/** Nobody is measured who does not ask the same questions. */
async function check(name, turn) {
  for (const [index, reply] of replies.entries()) {
    const said = (await turn('check', reply)).join('\n');
    if (!expected[index].test(said)) throw new Error(`${name} said to ${JSON.stringify(reply)}: ${said}`);
  }
}

/** Row 1: the same survey in memory, its state through JSON at every turn. */
export async function engineRows() {
  const turns = { ours: ourSurvey(), dialogs: dialogsSurvey(), xstate: xstateSurvey() };
  for (const [name, turn] of Object.entries(turns)) await check(name, turn);
  const { ours, dialogs, xstate } = await inRounds(Object.fromEntries(Object.entries(turns).map(([name, turn]) => [name, talker(turn)])));
  return [
    { row: 'Engine in memory', peer: 'botbuilder-dialogs 4.23', target: { atLeast: 20 }, ...beside(ours, dialogs) },
    { row: 'Engine in memory', peer: 'xstate 5', target: { atLeast: 2 }, ...beside(ours, xstate) },
  ];
}
