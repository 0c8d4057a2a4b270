// The report with development data: nothing shows a microgrid, ?year, ?month, ?day, ?life_cycle, ?mixed and ?failed what
// the built program writes for networks (fixtures/plans.mjs).

import { showReport } from './show';

const place = document.getElementById('report')!;
const kind = location.search.slice(1);
if (kind) showReport(place, await (await fetch(`/plans/${kind}`)).json());
else showReport(place, (await import('../../fixtures/report.json')).default);
