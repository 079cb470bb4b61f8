import type { EnvelopeKind, HandsUp, HeadsSeen, Noted, ReadAloud } from '../envelope.ts';
import { button, field, h, lines, noteOn, numberIn, picker, show, tick } from './dom.ts';
import { keepSealed, newId, type Room } from './room.ts';

/** WHAT A FACILITATOR NOTES OF THE WHOLE SESSION: how many came, that consent was read aloud, hands, what was said. Each is sealed at once. */

type Forms = Record<'heads' | 'consent' | 'hands' | 'note', (room: Room, back: (note?: string) => void) => void>;

/** A form that keeps what `read` makes of it, or says what is missing. */
function form(
  { room, back, kind, title, intro }: { room: Room; back: (note?: string) => void; kind: EnvelopeKind; title: string; intro?: string },
  rows: Node[],
  read: () => object | null,
): void {
  const say = room.words('en');
  const drawn = h('form', { autocomplete: 'off' }, ...rows, h('button', { class: 'main' }, say('keep_it')));
  drawn.addEventListener('submit', async (event) => {
    event.preventDefault();
    const content = read();
    if (content === null) return noteOn(drawn, say('missing'));
    await keepSealed(room, { id: newId(), kind, content }, { done: true });
    const hurry = 'text' in content && (await room.worrying(String(content.text)));
    if (hurry) await room.shelf.note({ hurry: true });
    drawn.reset();
    back(say(hurry ? 'kept_worry' : 'kept'));
  });
  show(
    button(say('go_back'), () => back()),
    h('h1', {}, title),
    intro ? lines(intro) : null,
    drawn,
  );
}

const moment = () => new Date().toISOString();

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
        return { v: 1, at: moment(), all: whole, bands: Object.fromEntries(seen) } satisfies Record<keyof HeadsSeen, unknown>;
      },
    );
  },

  consent: (room, back) => {
    const say = room.words('en');
    const { consent } = room.settled.opened;
    const reader = field(say('consent_reader'), { maxlength: '100' });
    const witness = field(say('consent_witness'), { maxlength: '100' });
    const agreed = count(say('consent_agreed'));
    const not = count(say('consent_not'));
    const script = (text: string) => lines(text, { class: 'lines script' });
    const rows = [reader.row, witness.row, agreed.row, not.row];
    const drawn = [script(consent.plain), ...(consent.easy === consent.plain ? [] : [script(consent.easy)]), ...rows];
    form({ room, back, kind: 'consent', title: say('consent_title'), intro: say('consent_intro') }, drawn, () => {
      const [yes, no] = [numberIn(agreed.input), numberIn(not.input)];
      const [read, heard] = [reader, witness].map(({ input }) => input.value.trim());
      if (yes === null || no === null || !read || !heard) return null;
      return { v: 1, at: moment(), version: consent.version, reader: read, witness: heard, agreed: yes, refused: no } satisfies ReadAloud;
    });
  },

  hands: (room, back) => {
    const say = room.words('en');
    const { hands: questions } = room.settled.opened;
    const which = picker(
      say('hands_question'),
      questions.map(({ step, label }) => ({ value: step, label })),
    );
    const present = count(say('hands_present'));
    const options = h('div', {});
    let fields: { value: string; input: HTMLInputElement }[] = [];
    const asked = () => questions.find(({ step }) => step === which.input.value);
    const draw = () => {
      const rows = asked()?.options.map(({ value, label }) => ({ value, ...count(label) })) ?? [];
      fields = rows;
      options.replaceChildren(...rows.map(({ row }) => row));
    };
    which.input.addEventListener('change', draw);
    draw();
    const title = say('hands_title');
    const intro = `${say('hands_intro')}\n${say('hands_more')}`;
    form({ room, back, kind: 'hands', title, intro }, [which.row, present.row, options], () => {
      const there = numberIn(present.input);
      const up = fields.map(({ value, input }) => [value, input.value.trim() === '' ? 0 : numberIn(input)] as const);
      if (!there || up.some(([, many]) => many === null || many > there)) return null;
      const raised = up.reduce((sum, [, many]) => sum + (many ?? 0), 0);
      if (!asked()?.many && raised > there) return null;
      return {
        v: 1,
        at: moment(),
        step: which.input.value,
        present: there,
        hands: Object.fromEntries(up) as Record<string, number>,
      } satisfies HandsUp;
    });
  },

  note: (room, back) => {
    const say = room.words('en');
    const area = picker(say('note_area'), [{ value: '', label: say('note_no_area') }, ...room.settled.opened.session.areas]);
    const text = field(say('note_text'), { rows: '5', maxlength: '2000' }, 'textarea');
    const speaks = picker(say('note_speaks'), [
      { value: '', label: say('note_speaks_neither') },
      { value: 'for', label: say('note_speaks_for') },
      { value: 'against', label: say('note_speaks_against') },
    ]);
    const quote = tick(say('note_quote'));
    const as = picker(say('note_as'), room.settled.opened.attributions);
    as.row.hidden = true;
    quote.input.addEventListener('change', () => (as.row.hidden = !quote.input.checked));
    form(
      { room, back, kind: 'note', title: say('note_title'), intro: say('note_intro') },
      [area.row, text.row, speaks.row, quote.row, as.row],
      () => {
        const noted = text.input.value.trim();
        const saidBy = quote.input.checked ? as.input.value : null;
        return noted
          ? ({
              v: 1,
              area: area.input.value || null,
              text: noted,
              saidBy,
              speaks: (speaks.input.value || null) as Noted['speaks'],
            } satisfies Noted)
          : null;
      },
    );
  },
};
