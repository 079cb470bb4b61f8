import { BotAdapter, ConversationState, MemoryStorage, TurnContext } from 'botbuilder';
import { ChoicePrompt, ConfirmPrompt, DialogSet, NumberPrompt, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { asks, isEmail, isRating, often, sorry } from './survey-words.mjs';

/** Keeps what a bot says instead of sending it. */
class Listener extends BotAdapter {
  said = [];
  async sendActivities(_context, activities) {
    for (const { text } of activities) if (text) this.said.push(text);
    return activities.map(() => ({ id: '1' }));
  }
  async updateActivity() {}
  async deleteActivity() {}
}

const waterfall = [
  (step) => step.prompt('text', ask('name')),
  (step) => {
    step.values.name = step.result;
    return step.prompt('email', ask('email'));
  },
  (step) => {
    step.values.email = step.result;
    return step.prompt('yes_no', ask('attended'));
  },
  (step) => {
    step.values.attended = step.result;
    return step.result ? step.prompt('rating', ask('rating')) : step.next(null);
  },
  (step) => {
    step.values.rating = step.result;
    return step.prompt('text', ask(step.values.attended ? 'reason' : 'why_not'));
  },
  (step) => {
    step.values.reason = step.result;
    return step.prompt('choice', { ...ask('often'), choices: often });
  },
  async (step) => {
    step.values.often = step.result;
    await step.context.sendActivity(asks.thanks);
    return step.endDialog(step.values);
  },
];

function ask(question) {
  return { prompt: asks[question], retryPrompt: `${sorry} ${asks[question]}` };
}

/** The survey as a waterfall with botbuilder's own prompts. Its MemoryStorage passes the state through JSON, as we do. */
export function dialogsSurvey() {
  const adapter = new Listener();
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialogs'))
    .add(new TextPrompt('text'))
    .add(new TextPrompt('email', async ({ recognized }) => recognized.succeeded && isEmail(recognized.value)))
    .add(new ConfirmPrompt('yes_no', undefined, 'en-us'))
    .add(new NumberPrompt('rating', async ({ recognized }) => recognized.succeeded && isRating(recognized.value), 'en-us'))
    .add(new ChoicePrompt('choice', undefined, 'en-us'))
    .add(new WaterfallDialog('survey', waterfall));

  /** @param {string | null} text null: the conversation begins */
  return async function turn(key, text) {
    adapter.said = [];
    const context = new TurnContext(adapter, {
      type: 'message',
      id: '1',
      channelId: 'bench',
      serviceUrl: 'https://bench.example',
      conversation: { id: key },
      from: { id: key },
      recipient: { id: 'bot' },
      text: text ?? 'hello',
      locale: 'en-us',
    });
    await adapter.runMiddleware(context, async () => {
      const dialog = await dialogs.createContext(context);
      if (text === null) {
        await dialog.cancelAllDialogs();
        await dialog.beginDialog('survey');
      } else await dialog.continueDialog();
      await state.saveChanges(context);
    });
    return adapter.said;
  };
}
