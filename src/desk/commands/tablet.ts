import { startOfDay } from '../../calendar/index.ts';
import { hashOfCode, newCode } from '../codes.ts';
import { STARTS, TAKES } from '../tablets/limits.ts';
import { staffCommand } from './command.ts';
import { personOf } from './recording.ts';
import { roomFields, roomIn } from './room.ts';
import { when } from './when.ts';

export const surveyTablet = staffCommand({
  name: 'survey tablet',
  summary: 'a start code for tablets that go from one young person to the next, also where there is no network',
  may: 'record sessions',
  ...roomFields,
  run: async (context, { template, closes }, found) => {
    const { parts, now, words } = context;
    const { store, ids, codeWords, tabletKeys, publicUrl, contactHours } = parts;
    const room = await roomIn(context, found, { template, closes });
    if ('refused' in room) return room;
    const [code, id] = [newCode(codeWords, ids), ids.next()];
    const startsUntil = new Date(now.getTime() + STARTS);
    const over = startOfDay(contactHours.zone, found.date, 1);
    const takesUntil = new Date(Math.max(startsUntil.getTime(), over.getTime()) + TAKES);
    const { run } = room.counts;
    const by = await personOf(context);
    await store.tablets.add({ id, run: run.id, code: hashOfCode(code), ...tabletKeys.make(id), by, startsUntil, takesUntil });
    const address = `${publicUrl}/tablet`;
    // The code stands in what this answers, and nowhere else: behind #, which a browser sends nowhere.
    const link = `${address}#${code}`;
    const fills = { code, address, link, starts: when(startsUntil), takes: when(takesUntil) };
    return {
      text: [words('tablet_code', fills), words('tablet_how', fills)].join('\n'),
      pictures: [{ alt: words('tablet_picture', fills), png: await parts.drawQr(link) }],
      next: [{ label: words('survey_look'), order: { name: 'survey show', input: { id: run.id } } }],
      data: { code, address, link, run: run.id, startsUntil, takesUntil },
    };
  },
});
