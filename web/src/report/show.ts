import { mount } from 'svelte';
import '../lib/tokens.css';
import './page.css';
import Broken from './Broken.svelte';
import CompareReport from './compare/CompareReport.svelte';
import type { AnyReport } from './data';
import NetworkReport from './network/NetworkReport.svelte';
import Report from './Report.svelte';

const isReport = (data: unknown): data is AnyReport =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as AnyReport).scenarios) &&
  Array.isArray((data as AnyReport).assumptions) &&
  typeof (data as AnyReport).district === 'object';

export function showReport(place: HTMLElement, data: unknown): void {
  if (!isReport(data)) mount(Broken, { target: place });
  else if (data.method === 'compare') mount(CompareReport, { target: place, props: { report: data } });
  else if (data.method === 'network') mount(NetworkReport, { target: place, props: { report: data } });
  else mount(Report, { target: place, props: { report: data } });
}
