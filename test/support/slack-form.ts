/** Forms as Slack shows and sends them. */

interface Element {
  type: string;
  action_id: string;
  initial_value?: string;
  initial_option?: object;
}

export interface View {
  title: { text: string };
  private_metadata: string;
  callback_id: string;
  blocks: { type: string; block_id?: string; element?: Element }[];
}

/** Each time, Slack has another. */
let triggers = 0;

/** A form that was filled in: texts and choices by the field's name, a file as Slack says it. */
export function submitted(user: string, view: View, filled: Record<string, string | object>) {
  const values = Object.fromEntries(
    view.blocks.flatMap(({ block_id, element }) => {
      if (!block_id || !element) return [];
      const { type, initial_value = null, initial_option = null } = element;
      const value = filled[block_id] ?? initial_value;
      const selected_option = value === null ? initial_option : { value, text: { type: 'plain_text', text: value } };
      const ways: Record<string, object> = {
        static_select: { selected_option },
        checkboxes: { selected_options: [] },
        multi_static_select: { selected_options: [] },
        file_input: { files: [value ?? []].flat() },
      };
      return [[block_id, { [element.action_id]: { type, ...(ways[type] ?? { value }) } }]];
    }),
  );
  return {
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: user, team_id: 'T1' },
    api_app_id: 'A1',
    is_enterprise_install: false,
    trigger_id: `after-${++triggers}`,
    view: { id: `V${triggers}`, ...view, state: { values } },
    response_urls: [],
  };
}

/** A button of a view that shows an answer, as it is pressed there. */
export function pressOnView(user: string, view: { blocks: unknown[]; private_metadata?: string }, label: string): object {
  const found = (view.blocks as { block_id: string; elements?: { text?: { text: string } }[] }[]).flatMap(({ block_id, elements = [] }) =>
    elements.flatMap((element) => (element.text?.text === label ? [{ ...element, block_id, action_ts: '1.2' }] : [])),
  );
  if (found.length === 0) throw new Error(`There is no "${label}" on ${JSON.stringify(view.blocks)}`);
  return {
    type: 'block_actions',
    team: { id: 'T1', domain: 'test' },
    user: { id: user, team_id: 'T1' },
    api_app_id: 'A1',
    is_enterprise_install: false,
    trigger_id: `press-on-view-${++triggers}`,
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'modal', ...view },
    actions: found.slice(0, 1),
  };
}
