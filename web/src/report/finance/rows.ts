// The rows of an account as people read them.

import type { Names } from '../common';
import type { Account } from './data';

export interface RowName {
  id: string;
  name: Names;
  /** A sum of rows above it. */
  sum?: boolean;
  /** Told for the taxes; nothing is paid. */
  aside?: boolean;
}

const all: readonly RowName[] = [
  { id: 'sales_yen', name: { ja: '需要家への販売', en: 'Sales to users' } },
  { id: 'generation_yen', name: { ja: '発電による調達費の削減', en: 'Purchase avoided by generation' } },
  { id: 'support_yen', name: { ja: 'FIT・FIPによる売電', en: 'Sales by FIT or FIP' } },
  { id: 'transfer_yen', name: { ja: '第三者との受払', en: 'Between operator and third parties' } },
  { id: 'purchases_yen', name: { ja: 'エネルギー購入費', en: 'Energy bought' } },
  { id: 'upkeep_yen', name: { ja: '維持管理費', en: 'Upkeep' } },
  { id: 'property_tax_yen', name: { ja: '固定資産税', en: 'Fixed-asset tax' } },
  { id: 'operating_yen', name: { ja: '運営収支', en: 'Operating balance' }, sum: true },
  { id: 'capital_yen', name: { ja: '整備費', en: 'Capital' } },
  { id: 'subsidy_yen', name: { ja: '補助金', en: 'Subsidy' } },
  { id: 'replacement_yen', name: { ja: '更新費', en: 'Replacement' } },
  { id: 'residual_yen', name: { ja: '残存価値', en: 'Residual value' } },
  { id: 'corporate_tax_yen', name: { ja: '法人税等', en: 'Corporate tax' } },
  { id: 'before_financing_yen', name: { ja: 'プロジェクト収支', en: 'Project cash flow' }, sum: true },
  { id: 'loan_yen', name: { ja: '借入', en: 'Loan' } },
  { id: 'interest_yen', name: { ja: '支払利息', en: 'Interest' } },
  { id: 'principal_yen', name: { ja: '元本返済', en: 'Repayment' } },
  { id: 'net_yen', name: { ja: '事業者手取り', en: 'Owner’s cash flow' }, sum: true },
  { id: 'cumulative_yen', name: { ja: '累積収支', en: 'Cumulated' } },
  { id: 'depreciation_yen', name: { ja: '減価償却費', en: 'Depreciation' }, aside: true },
  { id: 'disposal_yen', name: { ja: '除却・売却簿価', en: 'Book value written off' }, aside: true },
  { id: 'taxable_yen', name: { ja: '課税所得', en: 'Taxable income' }, aside: true },
  { id: 'loss_used_yen', name: { ja: '繰越欠損金の控除', en: 'Old losses used' }, aside: true },
  { id: 'debt_yen', name: { ja: '借入残高', en: 'Loan outstanding' }, aside: true },
];

/** The rows that an account has, in their order; a sum that only repeats the row above it is left out. */
export function rowsOf(account: Account): RowName[] {
  const present = all.filter((row) => account[row.id] !== undefined);
  const same = (a: string, b: string): boolean => account[a]!.every((yen, year) => yen === account[b]![year]);
  return present.filter((row) => row.id !== 'net_yen' || !same('net_yen', 'before_financing_yen'));
}

/** Years that a table on paper has room for: building, the first, and every fifth; the last always. */
export function toldYears(last: number): number[] {
  const years = [0, 1];
  for (let year = 5; year < last; year += 5) years.push(year);
  if (last > 1) years.push(last);
  return years;
}
