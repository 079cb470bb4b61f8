import { z } from 'zod';
import type { WholeOrder } from '../../desk/ports.ts';
import { typedText } from './markup.ts';
import { field, fieldOf, formId, ticked } from './modals.ts';

/** What was filled in in a form, as an order. */

const Option = z.object({ value: z.string() });
/** What Slack says of a file that was uploaded. In a workspace that is shared it may say no more than the id. */
const Uploaded = z.object({ id: z.string(), size: z.number().optional(), url_private: z.string().optional() });
export type Uploaded = z.infer<typeof Uploaded>;

const Submitted = z.object({
  callback_id: z.literal(formId),
  private_metadata: z.string(),
  state: z.object({
    values: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          type: z.string(),
          value: z.string().nullish(),
          selected_option: Option.nullish(),
          selected_options: z.array(Option).nullish(),
          selected_date: z.string().nullish(),
          files: z.array(Uploaded).nullish(),
        }),
      ),
    ),
  }),
});

type Filled = z.infer<typeof Submitted>['state']['values'][string][string];

/** What was filled in; undefined: nothing. */
function filledIn({ type, value, selected_option, selected_options, selected_date }: Filled): unknown {
  if (type === 'checkboxes' || type === 'multi_static_select') {
    const values = (selected_options ?? []).map((one) => one.value);
    return values.length > 0 ? values : undefined;
  }
  const one = selected_option?.value ?? selected_date ?? (value ? typedText(value) : undefined);
  return one === '' ? undefined : one;
}

/** A form that was sent. */
export interface Form {
  order: WholeOrder;
  /** Where it was asked for. */
  channel: string | undefined;
  /** Files, by the field whose text each is. */
  uploads: Map<string, Uploaded>;
}

/** null: it is none of ours. */
export function readForm(view: unknown): Form | null {
  const read = Submitted.safeParse(view).data;
  const { name, channel } = (read && aboutIn(read.private_metadata)) ?? {};
  if (!read || name === undefined) return null;
  const input: Record<string, unknown> = {};
  const uploads = new Map<string, Uploaded>();
  for (const [id, elements] of Object.entries(read.state.values)) {
    const filled = elements[field];
    const value = filled && filledIn(filled);
    if (value !== undefined) input[id] = Array.isArray(value) && value[0] === ticked ? true : value;
    const [file] = filled?.files ?? [];
    if (file) uploads.set(fieldOf(id), file);
  }
  return { order: { name, input }, channel, uploads };
}

const About = z.object({ name: z.string().optional(), channel: z.string().optional() });

/** What a view of ours says of itself: its command, and where that was asked for. */
export function aboutIn(metadata: string): z.infer<typeof About> | null {
  try {
    return About.safeParse(JSON.parse(metadata)).data ?? null;
  } catch {
    return null;
  }
}
