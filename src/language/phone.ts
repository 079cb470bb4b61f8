import { findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const longestPhone = 200;

/**
 * A phone number in E.164 (+447…), or null when it cannot be one. British unless it starts with + or 00; spaces, dashes, dots, brackets
 * and words around it do no harm. Two different numbers in one text are null: we do not choose for the person.
 */
export function phone(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  if (!plain || plain.length > longestPhone) return null;
  const whole = parsePhoneNumberFromString(plain, 'GB');
  if (whole?.isValid() && !whole.ext) return whole.number;
  const found = new Set(
    findPhoneNumbersInText(plain, 'GB')
      .filter((match) => match.number.isValid())
      .map((match) => match.number.number as string),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

/** Where phone numbers stand in a text, British unless they say otherwise: also those that are too wrong to ring. */
export function phonesIn(text: string): { from: number; to: number }[] {
  return findPhoneNumbersInText(text, 'GB').map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }));
}
