import type { Shelf } from './shelf.ts';

/** Nothing of ours is left on this tablet: what was kept, the program, and the worker that kept it. */
export async function clearTablet(shelf: Shelf): Promise<void> {
  await shelf.clear();
  for (const name of await caches.keys()) if (name.startsWith('onward-tablet-')) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration('/tablet'))?.unregister();
}
