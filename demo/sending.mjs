/** A request that is sent once more where its connection was closed before an answer came, as Slack and browsers do. What comes twice counts once. */
const lost = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

export async function send(address, init) {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (!lost.has(error.cause?.code)) throw error;
    return fetch(address, init);
  }
}
