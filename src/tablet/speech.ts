import { button } from './dom.ts';
import { htmlLanguage, type Words } from './words.ts';

/**
 * A voice of the tablet itself: other voices send away what they read. null: there is none. Only what we ask is read, never what somebody answered.
 */
function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const wanted = htmlLanguage(language);
  const fitting = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && lang.toLowerCase().startsWith(wanted));
  return fitting.find(({ lang }) => lang === 'en-GB') ?? fitting[0] ?? null;
}

function read(text: string, language: string, ended: () => void): void {
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voiceFor(language);
  said.lang = said.voice?.lang ?? 'en-GB';
  said.rate = 0.9;
  said.onend = ended;
  said.onerror = ended;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

export function hush(): void {
  if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
}

/** Browsers know their voices a moment after they are first asked. */
export function whenVoicesCome(draw: () => void, signal: AbortSignal): void {
  if (!('speechSynthesis' in globalThis) || speechSynthesis.getVoices().length > 0) return;
  speechSynthesis.addEventListener('voiceschanged', draw, { once: true, signal });
}

/** Reads this text, or stops reading it; null where there is no voice. */
export function readButton(words: Words, language: string, text: string): HTMLButtonElement | null {
  if (!voiceFor(language)) return null;
  let reading = false;
  const set = (now: boolean) => {
    reading = now;
    press.textContent = words(reading ? 'be_quiet' : 'read_aloud');
  };
  const press = button(words('read_aloud'), () => {
    if (reading) hush();
    else read(text, language, () => set(false));
    set(!reading);
  });
  return press;
}
