import { assign, initialTransition, setup, transition } from 'xstate';
import { asks, isEmail, isRating, often, sorry } from './survey-words.mjs';

const options = often.map((label) => label.toLowerCase());

const machine = setup({
  guards: {
    email: ({ event }) => isEmail(event.text),
    yes: ({ event }) => event.text === 'yes',
    no: ({ event }) => event.text === 'no',
    rating: ({ event }) => isRating(Number(event.text)),
    often: ({ event }) => options.includes(event.text),
  },
  actions: {
    keep: assign(({ context, event }, step) => ({ answers: { ...context.answers, [step]: event.text }, misfit: false })),
    misfit: assign({ misfit: true }),
  },
}).createMachine({
  id: 'survey',
  initial: 'name',
  context: { answers: {}, misfit: false },
  states: {
    name: { on: { REPLY: accepted('name', 'email') } },
    email: { on: { REPLY: [{ guard: 'email', ...accepted('email', 'attended') }, { actions: 'misfit' }] } },
    attended: {
      on: {
        REPLY: [
          { guard: 'yes', ...accepted('attended', 'rating') },
          { guard: 'no', ...accepted('attended', 'why_not') },
          { actions: 'misfit' },
        ],
      },
    },
    rating: { on: { REPLY: [{ guard: 'rating', ...accepted('rating', 'reason') }, { actions: 'misfit' }] } },
    reason: { on: { REPLY: accepted('reason', 'often') } },
    why_not: { on: { REPLY: accepted('why_not', 'often') } },
    often: { on: { REPLY: [{ guard: 'often', ...accepted('often', 'thanks') }, { actions: 'misfit' }] } },
    thanks: { type: 'final' },
  },
});

function accepted(step, target) {
  return { target, actions: { type: 'keep', params: step } };
}

/** The survey as a machine, on xstate's pure functions, which are cheaper than starting an actor for each turn. */
export function xstateSurvey() {
  const kept = new Map();

  /** @param {string | null} text null: the conversation begins */
  return async function turn(key, text) {
    const [next] =
      text === null
        ? initialTransition(machine)
        : transition(machine, machine.resolveState(JSON.parse(kept.get(key))), { type: 'REPLY', text });
    const { value, context, status } = next;
    kept.set(key, JSON.stringify({ value, context, status }));
    return [context.misfit ? `${sorry} ${asks[value]}` : asks[value]];
  };
}
