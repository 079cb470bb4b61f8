import { App, type Receiver } from '@slack/bolt';
import { quietLogger } from './clients.ts';
import { eventHandlers } from './events.ts';
import { aboutIn } from './filled.ts';
import { takeForm } from './forms.ts';
import { publishHome } from './home.ts';
import { pressedOn } from './inbound.ts';
import { takePress } from './presses.ts';
import { type Room, type Who, whoOf } from './room.ts';
import { orderOf } from './sheet.ts';
import { lineOf, type Show, shortcutOrder, showOnModal, takeOrder, takeShortcut } from './staff.ts';

/** Everything, whatever it is called: one dispatcher for each kind, so that nothing is taken twice and nothing falls through. */
const any = /[\s\S]*/;

/** Plugs the room into Bolt. */
export async function createApp(room: Room, receiver: Receiver): Promise<App> {
  const events = eventHandlers(room);
  const app = new App({
    receiver,
    // A workspace that we are not in gets no listener's work, and no error: Slack would only send the same again.
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const install = isEnterpriseInstall ? enterpriseId : teamId;
      const bot = install && (await room.tokens.of(install));
      return bot ? { botToken: bot.token, ...(bot.user && { botUserId: bot.user }) } : {};
    },
    convoStore: false,
    deferInitialization: true,
    processBeforeResponse: true,
    logger: quietLogger(),
    clientOptions: { fetch: room.clients.fetch },
  });
  app.error(async (error) => {
    room.failed('original' in error ? error.original : error);
    // Not acknowledged: Slack sends it again.
    throw error;
  });

  // Events are far more than all else, and Bolt asks each listener whether it wants one: before them it costs a quarter.
  app.use(async (taken) => {
    if (!('event' in taken)) return taken.next();
    const { event, body, context } = taken;
    await events[event.type]?.(room, event, body.event_id, context);
  });

  /** Presses and orders are not sent again: what fails is told to whoever did it. */
  const kindly = async (who: Who, channel: string | undefined, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      room.failed(error);
      room.later(() => room.tell(who, channel, 'trouble'));
    }
  };

  app.action(any, async ({ ack, action, body, context, respond }) => {
    await ack();
    const who = whoOf(context);
    if (!who) return;
    const order = 'value' in action && 'block_id' in action ? orderOf(action.block_id, action.value ?? undefined) : null;
    const trigger = 'trigger_id' in body ? String(body.trigger_id) : '';
    const channel = body.channel?.id;
    await kindly(who, channel, async () => {
      if (!order) return takePress(room, who, body, trigger);
      const view = 'view' in body ? body.view : undefined;
      const onModal = view?.type === 'modal';
      // A form's answer knows where the form was asked for.
      const from = channel ?? (view && aboutIn(view.private_metadata)?.channel);
      // Slack has been answered; what comes now comes over the address that it gave, or where there is none, into the view or their own messages.
      const show: Show = (shown) => {
        if (!view) return respond({ response_type: 'ephemeral', replace_original: false, ...shown });
        return onModal ? showOnModal(room, who, view.id, order.name, shown, from) : room.post(who, shown);
      };
      room.later(async () => {
        await takeOrder(room, who, order, { trigger, channel: from, onModal, on: pressedOn(body) }, show, show);
        // What waited there may have been done.
        if (view && !onModal) await publishHome(room, who);
      });
    });
  });

  app.command(any, async ({ ack, command, context, respond }) => {
    const who = whoOf(context);
    if (!who) return ack();
    const line = lineOf(command.command, command.text, who.install);
    if (line === '') return ack({ response_type: 'ephemeral', text: room.words('en')('staff_help') });
    let answered = false;
    await takeOrder(
      room,
      who,
      { line },
      { trigger: command.trigger_id, channel: command.channel_id },
      async (shown) => {
        answered = true;
        await ack({ response_type: 'ephemeral', ...shown });
      },
      (shown) => respond({ response_type: 'ephemeral', ...shown }),
    );
    if (!answered) await ack();
  });

  app.view(any, async ({ ack, view, body, context }) => {
    const who = whoOf(context);
    const next = who && (await takeForm(room, who, view, 'trigger_id' in body ? String(body.trigger_id) : ''));
    await (next ? ack(next) : ack());
  });

  app.shortcut(any, async ({ ack, shortcut, context }) => {
    await ack();
    const who = whoOf(context);
    if (!who) return;
    const { type, trigger_id: trigger, callback_id: id } = shortcut;
    const [message, channel] = type === 'message_action' ? [shortcut.message, shortcut.channel.id] : [];
    await kindly(who, channel, () => takeShortcut(room, who, shortcutOrder(id, message), trigger, channel));
  });

  app.options(any, async ({ ack }) => ack({ options: [] }));
  await app.init();
  return app;
}
