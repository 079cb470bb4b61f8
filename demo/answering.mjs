/** Answering: one question after the other, as each door asks it, by what somebody would say to it. */

const SKIP = 'Skip this question';

/**
 * @param at somebody at a door @param {Record<string, string | null>} said by the words of the question; null: they skip it
 * @param {(asked: string, said: string | null) => void} note @param {number} [most] answers, for somebody who stops in the middle
 * @returns {Promise<boolean>} whether they came to the end
 */
export async function answers(at, said, note, most = Number.POSITIVE_INFINITY) {
  const left = new Map(Object.entries(said));
  for (let count = 0; ; count++) {
    const shown = at.reads();
    const asked = [...left.keys()].find((words) => shown.includes(words));
    if (asked === undefined) return true;
    if (count >= most) return false;
    const reply = left.get(asked);
    left.delete(asked);
    note(asked, reply);
    if (reply === null) await (at.door === 'slack' ? at.presses(SKIP) : at.types('SKIP'));
    else await (at.labels().includes(reply) ? at.presses(reply) : at.types(reply));
  }
}
