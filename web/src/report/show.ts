import { mount } from 'svelte';
import '../lib/tokens.css';
import './page.css';
import Broken from './Broken.svelte';
import type { Report as Data } from './data';
import Report from './Report.svelte';

const isReport = (data: unknown): data is Data =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as Data).scenarios) &&
  Array.isArray((data as Data).assumptions) &&
  typeof (data as Data).district === 'object';

export function showReport(place: HTMLElement, data: unknown): void {
  if (isReport(data)) mount(Report, { target: place, props: { report: data } });
  else mount(Broken, { target: place });
}
