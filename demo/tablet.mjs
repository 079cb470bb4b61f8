/**
 * A FACILITATOR'S TABLET, as it goes from one young person to the next: set up by a code, away from any network, and handed in when there is one. It reads
 * the questions out of what it was given, and closes each person's answers as the program at /tablet does, so that it cannot open them again.
 */
import { webcrypto } from 'node:crypto';
import { send } from './sending.mjs';

const { subtle } = webcrypto;
const bytes = (text) => new TextEncoder().encode(text);
const joined = (...parts) => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
/** Bytes: every text is filled up to the next multiple. */
const STEP = 1024;

async function seal(setup, { id, kind, content }) {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = new Uint8Array(Buffer.from(setup.publicKey, 'base64url'));
  const to = await subtle.importKey('raw', theirs, curve, false, []);
  const own = await subtle.generateKey(curve, false, ['deriveBits']);
  const ownPublic = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const shared = await subtle.deriveBits({ name: 'ECDH', public: to }, own.privateKey, 256);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: joined(ownPublic, theirs), info: bytes('onward envelope') },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const text = bytes(JSON.stringify(content));
  const filled = joined(text, new Uint8Array(Math.ceil(text.length / STEP) * STEP - text.length).fill(32));
  const additionalData = bytes(`${setup.id}\n${kind}\n${id}`);
  const closed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, filled));
  return { id, kind, sealed: Buffer.from(joined(ownPublic, iv, closed)).toString('base64url') };
}

/** @param {string} code that the facilitator was given for the session */
export async function setUpTablet(url, time, code) {
  const post = async (path, body, headers = {}) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
    const response = await send(`${url}${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const setup = await post('/tablet/open', { code });
  /** Envelopes that no server has yet. */
  const waiting = [];
  const keep = async (kind, content) => void waiting.push(await seal(setup, { id: webcrypto.randomUUID(), kind, content }));
  const asks = setup.flow.main.steps.filter((step) => 'ask' in step);
  const yesNo = [
    { value: true, label: { en: 'Yes' } },
    { value: false, label: { en: 'No' } },
  ];
  const optionsOf = (step) => (step.type === 'yes_no' ? yesNo : (step.options ?? []));

  return {
    setup,
    /**
     * One young person, who reads question after question. @param {Record<string, string | null>} said by the words of the question; null: they skip it
     * @param {(asked: string, said: string | null) => void} note @param {number} [most] answers, for somebody who walks away @returns whether they came to the end
     */
    async passTo(said, note, { most = Number.POSITIVE_INFINITY, mode = 'tablet' } = {}) {
      time.pass(90);
      const answers = {};
      let count = 0;
      for (const step of asks) {
        const asked = step.text.en;
        if (!(asked in said)) continue;
        if (count >= most) break;
        count += 1;
        const reply = said[asked];
        note(asked, reply);
        const choices = optionsOf(step);
        const picked = choices.find(({ label }) => label.en === reply);
        if (reply !== null && choices.length > 0 && !picked) throw new Error(`"${reply}" cannot be picked at: ${asked}`);
        answers[step.ask] = reply === null ? null : (picked?.value ?? reply);
      }
      const finished = count < most;
      await keep('response', { v: 1, mode, answers, finished });
      return finished;
    },
    /** What the facilitator notes of the whole session. @param {'hands' | 'note' | 'heads' | 'consent'} kind */
    note: (kind, content) => keep(kind, { v: 1, ...content }),
    /** There is a network again. Whoever hands in twice, because an answer was lost, is counted once. @returns what came of them, by their ids */
    async handIn({ twice = false } = {}) {
      const headers = { authorization: `Bearer ${setup.token}` };
      const all = { kept: [], refused: [] };
      for (let at = 0; at < waiting.length; at += 10) {
        const envelopes = waiting.slice(at, at + 10);
        if (twice) await post('/tablet/envelopes', { envelopes }, headers);
        const { kept, refused } = await post('/tablet/envelopes', { envelopes }, headers);
        all.kept.push(...kept);
        all.refused.push(...refused);
      }
      waiting.length = 0;
      return all;
    },
  };
}
