import type { Clock } from '../../desk/ports.ts';
import { Bounded } from '../bounded.ts';
import { limits, ours } from './limits.ts';
import type { Connector, Json, Reference, Sent } from './port.ts';
import { createWindows, type Windows } from './windows.ts';

/** A connector that keeps to the limits of conversations and tenants: a call waits until they have room for it. */
export interface Paced extends Connector {
  /** @param patient nobody waits for it: it goes when nothing waits for which somebody does */
  send(to: Reference, activity: Json, patient?: boolean): Promise<Sent>;
}

interface Call {
  /** null: it is to none, and only its tenant counts. */
  conversation: Windows | null;
  make(): Promise<Sent>;
  end(sent: Sent): void;
}

interface Tenant {
  windows: Windows;
  hurried: Call[];
  patient: Call[];
  /** The channel asked for patience: nothing goes before then. */
  closedUntil: number;
  /** When it is looked at again. */
  wakesAt: number;
}

const reads = (now: number) => (call: Call) => (call.conversation?.freeAt(now) ?? now) <= now;

/**
 * Of this process alone: the outbox lets what nobody waits for go at a pace that all replicas share, and when answers of several come to too much together,
 * the channel says so.
 */
export function inPace(connector: Connector, clock: Clock, wait: (milliseconds: number) => Promise<unknown>): Paced {
  const tenants = new Map<string, Tenant>();
  const conversations = new Bounded<string, Windows>(ours.remembered);

  function tenantOf({ channelId, conversation }: Reference): Tenant {
    // Only of Teams are they checked: others could name any number of them.
    const key = channelId === 'msteams' ? `${channelId} ${conversation.tenantId ?? ''}` : channelId;
    const known = tenants.get(key);
    if (known) return known;
    const windows = createWindows(limits.tenant);
    const tenant = { windows, hurried: [], patient: [], closedUntil: 0, wakesAt: Number.POSITIVE_INFINITY };
    tenants.set(key, tenant);
    return tenant;
  }

  function conversationOf({ channelId, conversation }: Reference): Windows {
    const key = `${channelId} ${conversation.id}`;
    const windows = conversations.take(key) ?? createWindows(limits.conversation);
    conversations.set(key, windows);
    return windows;
  }

  async function make(tenant: Tenant, { conversation, make, end }: Call): Promise<void> {
    tenant.windows.begins();
    conversation?.begins();
    // A connector never rejects. One that does all the same must not hold up a whole tenant, or stop the bot.
    const sent = await make().catch((): Sent => ({ kind: 'lost' }));
    const now = clock.now().getTime();
    tenant.windows.ends(now);
    conversation?.ends(now);
    if (sent.kind === 'refused' && sent.status === 429) tenant.closedUntil = now + (sent.patience ?? ours.patienceUnasked);
    end(sent);
    move(tenant);
  }

  /** Makes the calls for which there is room. @param waitedUntil so late it is at least, whatever the clock says: it may be set back */
  function move(tenant: Tenant, waitedUntil = 0): void {
    const now = Math.max(clock.now().getTime(), waitedUntil);
    if (tenant.closedUntil > now) {
      // As the channel would say: it asked for patience, of all.
      const sent: Sent = { kind: 'refused', status: 429, patience: tenant.closedUntil - now };
      for (const { end } of [...tenant.hurried.splice(0), ...tenant.patient.splice(0)]) end(sent);
      return;
    }
    for (let free = tenant.windows.freeAt(now); tenant.hurried.length + tenant.patient.length > 0; free = tenant.windows.freeAt(now)) {
      if (free > now) return wake(tenant, free, now);
      const [queue, at] = firstOf(tenant, now);
      if (at < 0) {
        const all = [...tenant.hurried, ...tenant.patient].map(({ conversation }) => conversation?.freeAt(now) ?? now);
        return wake(tenant, Math.min(...all), now);
      }
      void make(tenant, queue.splice(at, 1)[0] as Call);
    }
  }

  function firstOf({ hurried, patient }: Tenant, now: number): [queue: Call[], at: number] {
    const at = hurried.findIndex(reads(now));
    return at >= 0 ? [hurried, at] : [patient, patient.findIndex(reads(now))];
  }

  function wake(tenant: Tenant, at: number, now: number): void {
    // What is under way moves it on when it ends.
    if (at === Number.POSITIVE_INFINITY || at >= tenant.wakesAt) return;
    tenant.wakesAt = at;
    void wait(at - now).then(() => {
      if (tenant.wakesAt === at) tenant.wakesAt = Number.POSITIVE_INFINITY;
      move(tenant, at);
    });
  }

  const go = (to: Reference, conversation: Windows | null, patient: boolean, call: () => Promise<Sent>) =>
    new Promise<Sent>((end) => {
      const tenant = tenantOf(to);
      (patient ? tenant.patient : tenant.hurried).push({ conversation, make: call, end });
      move(tenant);
    });

  return {
    ...connector,
    send: (to, activity, patient = false) => go(to, conversationOf(to), patient, () => connector.send(to, activity)),
    update: (to, id, activity) => go(to, conversationOf(to), false, () => connector.update(to, id, activity)),
    open: (to) => go(to, null, false, () => connector.open(to)),
  };
}
