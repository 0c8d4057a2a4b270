// The report with development data: ?year, ?month, ?day and ?failed show plans of networks, nothing a microgrid.

import { showReport } from './show';

const place = document.getElementById('report')!;
const kind = location.search.slice(1);
if (kind) {
  const solved = (await import('../../fixtures/network_year.json')).default;
  // @ts-expect-error: plain JavaScript
  const made = await import('../../fixtures/make_network.mjs');
  const make = {
    year: made.networkYear,
    month: made.networkMonth,
    day: made.networkDay,
    failed: made.networkFailed,
  };
  showReport(place, (make[kind as keyof typeof make] ?? make.year)(solved));
} else showReport(place, (await import('../../fixtures/report.json')).default);
