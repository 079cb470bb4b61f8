/** It took longer than somebody waits for it. */
export class TooLate extends Error {
  override name = 'TooLate';
}

/**
 * What `work` comes to, if it does in so many milliseconds. Nothing stops it then: nobody waits for it any more.
 * @throws TooLate
 */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new TooLate()), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(patience));
  });
}
