import { house, replies } from './house.mjs';

/** From "where are you living" to "may we use what you say", each answer of a registration gets one message. */
export const answers = replies.slice(3, 14);
const before = ['Hello', ...replies.slice(0, 3)];

/**
 * People who are somewhere in their registration, each with the answers that they have yet to give.
 * @template User
 * @param {User[]} users
 * @param {(user: User) => string} addressOf on that channel
 */
export async function registering(store, pool, channel, users, addressOf) {
  const desk = await house.openDesk(store);
  const people = users.map((user, at) => ({ user, left: answers.slice(at % 6), said: [...before, ...answers.slice(0, at % 6)] }));
  const todo = [...people];
  const work = async () => {
    for (let one = todo.pop(); one; one = todo.pop())
      for (const [at, text] of one.said.entries())
        await desk.receive({ channel, address: addressOf(one.user), externalId: `${one.user} ${at}`, reply: { kind: 'text', text } });
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await desk.close();
  await pool.query("UPDATE message SET state = 'sent', due_at = NULL WHERE state = 'queued'");
  await pool.query('VACUUM ANALYZE');
  return people;
}

/** The next of them answers. */
export async function answering(people, say) {
  const one = people.shift();
  if (!one) throw new Error('Everybody has registered: there have to be more people.');
  const done = await say(one.user, one.left.shift());
  if (one.left.length > 0) people.push(one);
  return done;
}
