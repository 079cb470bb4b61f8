/** What a client of Teams sends when somebody presses instead of typing: the data of the card's own button, and of its boxes. */

const labels = { home: 'In a town, city or village', '1 and 3': ['Feeling safe', 'Data about us'], 'share my views': ['Share my views'] };

const cardOf = ({ attachments = [] }) =>
  attachments.find(({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive')?.content;

/**
 * @param {object} reply an activity of ours
 * @param {string} text what they would have typed
 * @returns {object | null} what is pressed; null: they type, because there is nothing to press
 */
export function pressOf(reply, text) {
  const card = cardOf(reply);
  if (!card) return null;
  const wanted = labels[text] ?? text;
  const actions = [...card.body.flatMap((part) => part.actions ?? []), ...(card.actions ?? [])];
  if (!Array.isArray(wanted)) {
    const pressed = actions.find(({ title }) => title.toLowerCase() === wanted.toLowerCase());
    return pressed ? { verb: pressed.verb, data: pressed.data } : null;
  }
  const boxes = card.body.find(({ type }) => type === 'Input.ChoiceSet');
  const done = actions.find(({ associatedInputs }) => associatedInputs !== 'none');
  const values = boxes?.choices.filter(({ title }) => wanted.includes(title)).map(({ value }) => value);
  return done && values?.length ? { verb: done.verb, data: { ...done.data, [boxes.id]: values.join(',') } } : null;
}
