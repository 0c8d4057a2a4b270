// A list of the server that is changed here: after each change it is asked for anew, and what was refused is told.

import { get, Refusal } from '../api.svelte';

export class Listed<T> {
  items = $state<T[]>([]);
  refusal = $state<Refusal | null>(null);
  /** Behind the address's question mark, where there is more to say. */
  query = '';

  /** `key`: both the address and the key that the list has in the answer. */
  constructor(private readonly key: string) {
    void this.attempt(() => Promise.resolve());
  }
  async attempt(work: () => Promise<unknown>): Promise<void> {
    this.refusal = null;
    try {
      await work();
      this.items =
        (await get<Record<string, T[]>>(this.query ? `${this.key}?${this.query}` : this.key))[this.key] ?? [];
    } catch (error) {
      this.refusal = error as Refusal;
    }
  }
}
