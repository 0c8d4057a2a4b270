// What the address keeps after "#": plain key=value pairs.

export const readAddress = (hash: string): Map<string, string> =>
  new Map(new URLSearchParams(hash.replace(/^#/, '')));

export function writeAddress(values: Record<string, string>): void {
  const all = new URLSearchParams(location.hash.replace(/^#/, ''));
  for (const [key, value] of Object.entries(values)) all.set(key, value);
  history.replaceState(history.state, '', `#${all}`);
}
