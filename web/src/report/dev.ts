import { showReport } from './show';
import fixture from '../../fixtures/report.json';

showReport(document.getElementById('report')!, fixture);
