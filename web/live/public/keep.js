// Keeps the pages' own files, so that a screen that is started again while the server is away still shows its last picture.
// What is live is never kept: /api and /plans go to the server alone.
const name = 'gaiku-pages';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)));
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  const page = pathname === '/';
  if (!page && !pathname.startsWith('/assets/')) return;
  event.respondWith(page ? newest(event.request) : kept(event.request));
});

/** Files that a page had loaded before it was kept. */
async function keep(paths) {
  const cache = await caches.open(name);
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
}

/** The page itself from the server, the one that was kept where it does not answer. */
async function newest(request) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const last = await cache.match('/');
      // Another version of the page has other files.
      if (last && last.headers.get('ETag') !== answer.headers.get('ETag')) await caches.delete(name);
      await (await caches.open(name)).put('/', answer.clone());
    }
    return answer;
  } catch (error) {
    const last = await cache.match('/');
    if (last) return last;
    throw error;
  }
}

/** Files with their fingerprint in the name never change. */
async function kept(request) {
  const cache = await caches.open(name);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
