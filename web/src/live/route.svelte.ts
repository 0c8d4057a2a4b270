// Where we are: #/page/rest?key=value. The address holds all that a link has to show again.

export interface Route {
  page: string;
  rest: string;
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { page, rest: rest.join('/'), query: new URLSearchParams(query) };
}

export const route = $state<{ now: Route }>({ now: parseRoute(location.hash) });
window.addEventListener('hashchange', () => (route.now = parseRoute(location.hash)));

export const go = (to: string): void => {
  location.hash = to;
};

/** Changes keys of the query in place; the page stays, and the way back leads before it. */
export function keep(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(route.now.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(key);
    else query.set(key, value);
  }
  const path = [route.now.page, route.now.rest].filter((part) => part !== '').join('/');
  const text = query.toString();
  history.replaceState(null, '', `#/${path}${text === '' ? '' : `?${text}`}`);
  route.now = parseRoute(location.hash);
}
