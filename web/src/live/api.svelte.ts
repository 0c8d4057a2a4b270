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

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = {};
  if (typeof body === 'string') headers['Content-Type'] = 'text/yaml';
  else if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && session.now) headers['X-CSRF-Token'] = session.now.csrf;
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, 'offline', 'no answer', 0);
  }
  const text = await response.text();
  let answer: unknown = null;
  try {
    answer = text === '' ? null : JSON.parse(text);
  } catch {
    answer = text;
  }
  if (response.ok) return answer as T;
  const said = (answer ?? {}) as { code?: string; detail?: string };
  if (response.status === 401 && path !== 'session' && path !== 'first-run') session.now = null;
  const wait = Number(response.headers.get('Retry-After') ?? 0);
  throw new Refusal(response.status, said.code ?? String(response.status), said.detail ?? '', wait, answer);
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
