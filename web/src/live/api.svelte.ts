// What the server answers. A change bears the session's token, so that no other page can make one.

export interface Session {
  user: string;
  name: string;
  role: string;
  block: string;
  building: string;
  csrf: string;
  expires: number | null;
}

/** Undefined: not asked yet; null: nobody has signed in. */
export const session = $state<{ now: Session | null | undefined }>({ now: undefined });

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly retryAfter: number,
    readonly body: unknown = null,
  ) {
    super(detail);
  }
}

/** Asks; throws a Refusal for all but success. */
async function answered(
  method: string,
  path: string,
  body?: string,
  more: Record<string, string> = {},
): Promise<{ response: Response; text: string }> {
  const headers = { ...more };
  if (method !== 'GET' && session.now) headers['X-CSRF-Token'] = session.now.csrf;
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, { method, headers, body });
  } catch {
    throw new Refusal(0, 'offline', 'no answer', 0);
  }
  const text = await response.text();
  if (response.ok) return { response, text };
  if (response.status === 401 && path !== 'session' && path !== 'first-run') session.now = null;
  const wait = Number(response.headers.get('Retry-After') ?? 0);
  const answer = parsed(text);
  const said = (answer ?? {}) as { code?: string; detail?: string };
  throw new Refusal(response.status, said.code ?? String(response.status), said.detail ?? '', wait, answer);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a text as it is; the answer is JSON. */
export async function send<T>(
  method: string,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<T> {
  return parsed((await answered(method, path, body, headers)).text) as T;
}

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  if (body !== undefined)
    return send<T>(method, path, JSON.stringify(body), { 'Content-Type': 'application/json' });
  return parsed((await answered(method, path)).text) as T;
}

/** A text with the tag by which it is known to have changed. */
export async function getText(path: string): Promise<{ text: string; tag: string }> {
  const { response, text } = await answered('GET', path);
  return { text, tag: response.headers.get('ETag') ?? '' };
}

export const get = <T>(path: string): Promise<T> => ask<T>('GET', path);

export async function askSession(): Promise<void> {
  try {
    session.now = await get<Session>('session');
  } catch (error) {
    // Without an answer nothing is known; the page asks again.
    if (error instanceof Refusal && error.status === 401) session.now = null;
    else setTimeout(() => void askSession(), 2000);
  }
}

export const may = {
  read: (): boolean => ['planner', 'operator', 'administrator'].includes(session.now?.role ?? ''),
  operate: (): boolean => ['operator', 'administrator'].includes(session.now?.role ?? ''),
  administer: (): boolean => session.now?.role === 'administrator',
};
