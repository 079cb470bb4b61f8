/** Something in the environment is wrong. The message has a sentence for each mistake. */
export class Misconfigured extends Error {
  override name = 'Misconfigured';
}
