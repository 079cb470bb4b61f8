import { htmlLanguage } from './words.ts';

/**
 * Reads aloud, by a voice of the tablet itself: other voices send the text away. Only what we ask is read, never what somebody answered.
 * `voice` is null where there is none.
 */
function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const wanted = htmlLanguage(language);
  const fitting = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && lang.toLowerCase().startsWith(wanted));
  return fitting.find(({ lang }) => lang === 'en-GB') ?? fitting[0] ?? null;
}

export const canRead = (language: string): boolean => voiceFor(language) !== null;

export function read(text: string, language: string, ended: () => void): void {
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
