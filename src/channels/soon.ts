/**
 * Work that a channel may not have the patience for: `late` when it takes longer.
 * @param wait resolves after so many milliseconds
 */
export async function soon<T>(work: Promise<T>, patience: number, wait: (milliseconds: number) => Promise<unknown>): Promise<T | 'late'> {
  return Promise.race([work, wait(patience).then(() => 'late' as const)]);
}
