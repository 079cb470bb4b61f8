import type { EnvelopeKind, HandsUp, HeadsSeen, Noted, ReadAloud } from '../envelope.ts';
import { button, field, h, lines, noteOn, numberIn, picker, show, tick } from './dom.ts';
import { keepSealed, newId, type Room } from './room.ts';

/** WHAT A FACILITATOR NOTES OF THE WHOLE SESSION: how many came, that consent was read aloud, hands, what was said. Each is sealed at once. */

type Forms = Record<'heads' | 'consent' | 'hands' | 'note', (room: Room, back: (note?: string) => void) => void>;

/** A form that keeps what `read` makes of it, or says what is missing. */
function form(
  { room, back, kind, title, intro }: { room: Room; back: (note?: string) => void; kind: EnvelopeKind; title: string; intro?: string },
  rows: Node[],
  read: () => unknown,
): void {
  const say = room.words('en');
  const drawn = h('form', { autocomplete: 'off' }, ...rows, h('button', { class: 'main' }, say('keep_it')));
  drawn.addEventListener('submit', async (event) => {
    event.preventDefault();
    const content = read();
    if (content === null) return noteOn(drawn, say('missing'));
    await keepSealed(room, { id: newId(), kind, content }, { done: true });
    drawn.reset();
    back(say('kept'));
  });
  show(
    button(say('go_back'), () => back()),
    h('h1', {}, title),
    intro ? lines(intro) : null,
    drawn,
  );
}

const count = (label: string) => field(label, { inputmode: 'numeric', maxlength: '4' }) as { input: HTMLInputElement; row: HTMLElement };

export const captureForms: Forms = {
  heads: (room, back) => {
    const say = room.words('en');
    const all = count(say('heads_all'));
    const bands = room.settled.opened.bands.map(({ value, label }) => ({ value, ...count(say('heads_band', { band: label })) }));
    form(
      { room, back, kind: 'heads', title: say('heads_title'), intro: say('heads_more') },
      [all.row, ...bands.map(({ row }) => row)],
      () => {
        const seen = bands.flatMap(({ value, input }) => (input.value.trim() === '' ? [] : [[value, numberIn(input)] as const]));
        const whole = numberIn(all.input);
        if (whole === null || seen.some(([, many]) => many === null)) return null;
        if (seen.reduce((sum, [, many]) => sum + (many ?? 0), 0) > whole) return null;
        return { v: 1, all: whole, bands: Object.fromEntries(seen) } satisfies Record<keyof HeadsSeen, unknown>;
      },
    );
  },

  consent: (room, back) => {
    const say = room.words('en');
    const { consent } = room.settled.opened;
    const witness = field(say('consent_witness'), { maxlength: '100' });
    const agreed = count(say('consent_agreed'));
    const not = count(say('consent_not'));
    const script = consent ? lines(consent.text, { class: 'lines script' }) : lines(say('consent_none'));
    form(
      { room, back, kind: 'consent', title: say('consent_title'), intro: say('consent_intro') },
      [script, witness.row, agreed.row, not.row],
      () => {
        const [yes, no] = [numberIn(agreed.input), numberIn(not.input)];
        if (yes === null || no === null || !witness.input.value.trim()) return null;
        const read: ReadAloud = { v: 1, version: consent?.version ?? '', witness: witness.input.value.trim(), agreed: yes, not: no };
        return read;
      },
    );
  },

  hands: (room, back) => {
    const say = room.words('en');
    const asks = [...room.flow.nodes.values()].flatMap((node) => (node.kind === 'ask' && node.options.list.length > 0 ? [node] : []));
    const which = picker(
      say('hands_question'),
      asks.map(({ id, ask }) => ({ value: id, label: ask.label.en })),
    );
    const present = count(say('hands_present'));
    const options = h('div', {});
    let fields: { value: string; input: HTMLInputElement }[] = [];
    const draw = () => {
      const node = asks.find(({ id }) => id === which.input.value);
      const { areas } = room.settled.opened.run;
      const session = { survey: { run: room.settled.opened.run.id, areas, named: false }, answers: {} };
      const shown = node?.options.list.filter(({ value }) => node.offers.get(value)?.(session as never) ?? true) ?? [];
      const rows = shown.map(({ value, label }) => ({ value, ...count(label.en ?? value) }));
      fields = rows;
      options.replaceChildren(...(node ? [lines(node.ask.text.en, { class: 'lines script' })] : []), ...rows.map(({ row }) => row));
    };
    which.input.addEventListener('change', draw);
    draw();
    form(
      { room, back, kind: 'hands', title: say('hands_title'), intro: `${say('hands_intro')}\n${say('hands_more')}` },
      [which.row, present.row, options],
      () => {
        const there = numberIn(present.input);
        const hands = fields.map(({ value, input }) => [value, input.value.trim() === '' ? 0 : numberIn(input)] as const);
        if (there === null || there === 0 || hands.some(([, many]) => many === null || many > there)) return null;
        return { v: 1, step: which.input.value, present: there, hands: Object.fromEntries(hands) } satisfies Record<keyof HandsUp, unknown>;
      },
    );
  },

  note: (room, back) => {
    const say = room.words('en');
    const area = picker(say('note_area'), [{ value: '', label: say('note_no_area') }, ...room.settled.opened.session.areas]);
    const text = field(say('note_text'), { rows: '5', maxlength: '2000' }, 'textarea');
    const quote = tick(say('note_quote'));
    const may = tick(say('note_may'));
    form({ room, back, kind: 'note', title: say('note_title'), intro: say('note_intro') }, [area.row, text.row, quote.row, may.row], () => {
      const noted = text.input.value.trim();
      if (!noted || (may.input.checked && !quote.input.checked)) return null;
      const said: Noted = {
        v: 1,
        area: area.input.value || null,
        text: noted,
        quote: quote.input.checked ? { may: may.input.checked } : null,
      };
      return said;
    });
  },
};
