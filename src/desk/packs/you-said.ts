import type { SaidAndDone } from '../../insight/promises/index.ts';
import type { PackItem } from '../../packs/index.ts';
import { filled } from '../../surveys/index.ts';
import type { Writing } from './write.ts';

type Telling = Pick<Writing, 'words' | 'areaLabel' | 'day'>;

/** Late is counted from the day that it was due: on the next day it is one day late. */
const daysOf = ({ state, days }: Pick<SaidAndDone, 'state' | 'days'>) => (state === 'silent' || state === 'overdue' ? days + 1 : days);

function promised({ words, day }: Telling, { words: promise, by, doneOn, did, ...standing }: SaidAndDone['promises'][number]): string {
  if (doneOn !== null) return filled(words.pack_said_done, { words: promise, did: did ?? '', day: day(doneOn) });
  const said = filled(words.pack_said_promise, { words: promise, day: day(by) });
  return standing.state === 'overdue' ? `${said} ${filled(words.pack_said_late, { days: daysOf(standing) })}` : said;
}

/** You said, they did: a row for each finding that was sent, with its answer, its promises, and how it stands. None: nothing was sent. */
export function saidItems(telling: Telling, findings: readonly SaidAndDone[]): PackItem[] {
  if (findings.length === 0) return [];
  const { words, areaLabel, day } = telling;
  const rows = findings.map(({ area, said, to, sentOn, answerBy, answer, promises, ...standing }) => [
    areaLabel(area),
    said,
    filled(words.pack_said_sent, { to, day: day(sentOn), until: day(answerBy) }),
    answer ? filled(words[`pack_said_${answer.kind}`], { words: answer.words, day: day(answer.on) }) : words.pack_said_silent,
    promises.map((one) => promised(telling, one)).join('\n') || '–',
    filled(words[`pack_state_${standing.state}`], { days: daysOf(standing) }),
  ]);
  const head = [
    words.pack_head_area,
    words.pack_head_said,
    words.pack_head_sent,
    words.pack_head_answer,
    words.pack_head_promised,
    words.pack_head_now,
  ];
  return [{ table: { title: words.pack_said, head, rows } }];
}
