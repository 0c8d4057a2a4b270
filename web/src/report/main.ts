import { showReport } from './show';

// The program writes the plan's figures into this page; nothing is fetched.
const place = document.getElementById('report');
const data = document.getElementById('report-data');
if (place && data) {
  let report: unknown = null;
  try {
    report = JSON.parse(data.textContent ?? '');
  } catch {
    report = null;
  }
  showReport(place, report);
}
