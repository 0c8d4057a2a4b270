// A screen that is started again while the server is away opens with what it had: live/public/keep.js keeps its files.

export async function keepPage(): Promise<void> {
  // Only a page that came by HTTPS, or from this machine, may be kept.
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/keep.js');
    const { active } = await navigator.serviceWorker.ready;
    // What was loaded before there was a keeper.
    const loaded = performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).pathname)
      .filter((path) => path.startsWith('/assets/'));
    active?.postMessage(['/', ...loaded]);
  } catch {
    // The display works without; it only cannot be opened while the server is away.
  }
}
