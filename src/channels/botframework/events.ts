import { cleanText } from '../clean-text.ts';
import { createTakeCode } from '../codes.ts';
import { type Activity, addressOf, externalIdOf, referenceOf, scopeOf, typedText } from './activity.ts';
import { type Answer, notTaken, taken, unknownInvoke } from './answer.ts';
import { invokeMessage } from './answered.ts';
import { takeChange } from './changes.ts';
import { takeTypedCode } from './codes.ts';
import { takeInvoke } from './dialogs.ts';
import { comingOrGoing, createGreetings } from './members.ts';
import { orderIn } from './orders.ts';
import { dataOf, type Pressed, readPress } from './pressed.ts';
import { type AfterPress, takePress } from './presses.ts';
import { plainLanguage, type Room, type Who } from './room.ts';
import { mentionCommands, takeLine, takeSubmit } from './staff.ts';
import { surfaceOf } from './surface.ts';
import { NotTaken, turn } from './turns.ts';
import { createLocate } from './zones.ts';

/** Who did it; null: nobody whom we could answer. */
function whoOf(activity: Activity): Who | null {
  const address = addressOf(activity);
  if (address === null) return null;
  return {
    address,
    event: externalIdOf(activity),
    reference: referenceOf(activity),
    scope: scopeOf(activity),
    surface: surfaceOf(activity.channelId),
  };
}

/** A press on a question of ours. We ask people alone: of what came from among others, the answer would stand there for everybody. */
const pressIn = ({ scope }: Who, activity: Activity): Pressed | null => (scope === 'personal' ? readPress(activity) : null);

/** Takes an activity that was let in. Resolves when what had to be committed is. */
export type TakeActivity = (room: Room, activity: Activity) => Promise<Answer>;

export function createEvents({ clock }: Pick<Room, 'clock'>): TakeActivity {
  const greetings = createGreetings();
  const locate = createLocate();
  const takeCode = createTakeCode('botframework', clock);

  /** Words to us alone, which are no order. */
  async function words(room: Room, who: Who, activity: Activity, text: string): Promise<void> {
    const { address } = who;
    const externalId = externalIdOf(activity);
    if (await takeTypedCode(takeCode, room, who, { text, externalId })) return greetings.answered(address);
    const prompt = greetings.questionFor(address);
    const question = room.questions.take(address);
    const done = await turn(room, who, { externalId, reply: { kind: 'text', text }, ...(prompt !== undefined && { prompt }) });
    if (done.kind !== 'taken') return;
    greetings.answered(address);
    room.later(() => mentionCommands(room, who, text));
    if (question) room.later(() => room.questions.settle(question, room.words(done.language)));
    if (!done.forgotten) locate(room, address, activity);
  }

  async function message(room: Room, who: Who, activity: Activity): Promise<void> {
    const text = cleanText(typedText(activity));
    if (text === '' && activity.value !== undefined && activity.value !== null) return submit(room, who, activity);
    // A mention with nothing after it asks what can be said.
    const order = orderIn(activity, room);
    if (order && (await takeLine(room, who, order.line, order.certain)) === 'taken') return;
    if (text === '') {
      if (who.scope === 'personal' && (activity.attachments as unknown[] | undefined)?.length)
        room.later(() => room.tell(who, 'words_only'));
      return;
    }
    // What is said among others is not said to us.
    if (who.scope !== 'personal') return;
    await words(room, who, activity, text);
  }

  /** The greeting's question has been answered, by a press of it or of another. */
  async function pressed(room: Room, who: Who, press: Pressed): Promise<AfterPress> {
    const shown = await takePress(room, who, press);
    if (shown.kind === 'changed') greetings.answered(who.address);
    return shown;
  }

  /** A press that came as a message: the card stays as it is until it is changed. */
  async function submit(room: Room, who: Who, activity: Activity): Promise<void> {
    const press = pressIn(who, activity);
    if (!press)
      return void ((await takeSubmit(room, who, dataOf(activity), activity.replyToId)) || room.later(() => room.tell(who, 'old_button')));
    const shown = await pressed(room, who, press);
    const { replyToId } = activity;
    if (shown.kind === 'told') return room.later(() => room.tell(who, shown.phrase));
    if (replyToId) room.later(() => room.connector.update(who.reference, replyToId, shown.message));
  }

  async function invoke(room: Room, who: Who, activity: Activity): Promise<Answer> {
    const press = activity.name === 'adaptiveCard/action' ? pressIn(who, activity) : null;
    if (press) {
      const shown = await pressed(room, who, press);
      return { status: 200, body: shown.kind === 'told' ? invokeMessage(room.words(plainLanguage)(shown.phrase)) : shown.invoke };
    }
    const body = await takeInvoke(room, who, activity);
    return body ? { status: 200, body } : unknownInvoke;
  }

  async function kindly(room: Room, who: Who, activity: Activity, error: unknown): Promise<Answer> {
    room.failed(error);
    const phrase = error instanceof NotTaken ? 'busy' : 'trouble';
    if (activity.type === 'invoke') return { status: 200, body: invokeMessage(room.words(plainLanguage)(phrase)) };
    if (who.scope === 'personal' && activity.type === 'message') room.later(() => room.tell(who, phrase));
    return notTaken;
  }

  async function take(room: Room, who: Who, activity: Activity): Promise<Answer> {
    try {
      if (activity.type === 'invoke') return await invoke(room, who, activity);
      if (activity.type === 'message') await message(room, who, activity);
      else if (activity.type === 'messageUpdate' || activity.type === 'messageDelete') await takeChange(room, who, activity);
      const move = comingOrGoing(activity);
      if (move === 'gone' && who.scope === 'personal') await room.desk.place('botframework', who.address, null);
      if (move === 'come') {
        if (who.scope === 'personal') await greetings.greet(room, who);
        else room.later(() => room.tell(who, 'hello_group'));
      }
      return taken;
    } catch (error) {
      return kindly(room, who, activity, error);
    }
  }

  return async (room, activity) => {
    const who = whoOf(activity);
    return who ? take(room, who, activity) : taken;
  };
}
