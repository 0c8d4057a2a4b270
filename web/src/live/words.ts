// Words that several pages say.

import type { Language } from '../lib/language.svelte';

export type Text = Record<Language, string>;

export const sources: Record<string, { label: Text; colour: string }> = {
  grid: { label: { ja: '買電', en: 'Purchased' }, colour: '--grid' },
  pv: { label: { ja: '太陽光', en: 'Solar' }, colour: '--pv' },
  wind: { label: { ja: '風力', en: 'Wind' }, colour: '--wind' },
  hydro: { label: { ja: '水力', en: 'Hydro' }, colour: '--hydro' },
  biomass: { label: { ja: 'バイオマス', en: 'Biomass' }, colour: '--biomass' },
  cogeneration: { label: { ja: 'コージェネ', en: 'Cogeneration' }, colour: '--gas' },
  generator: { label: { ja: '発電機', en: 'Generator' }, colour: '--gas' },
  fuel_cell: { label: { ja: '燃料電池', en: 'Fuel cell' }, colour: '--hydrogen' },
  storage: { label: { ja: '蓄電池', en: 'Battery' }, colour: '--battery' },
};

export const sourceOf = (key: string): { label: Text; colour: string } =>
  sources[key] ?? { label: { ja: key, en: key }, colour: '--other' };

export const roles: Record<string, Text> = {
  administrator: { ja: '管理者', en: 'Administrator' },
  operator: { ja: '運用者', en: 'Operator' },
  planner: { ja: '計画者', en: 'Planner' },
  manager: { ja: 'ビル管理者', en: 'Building manager' },
  resident: { ja: '居住者', en: 'Resident' },
  display: { ja: '公開表示', en: 'Display' },
};

export const severities: Record<string, Text> = {
  high: { ja: 'すぐ対応', en: 'Act now' },
  medium: { ja: '早めに対応', en: 'Act soon' },
  low: { ja: '確認', en: 'Know' },
};

/** What went wrong, for people. */
export const refusals: Record<string, Text> = {
  offline: {
    ja: 'サーバーから応答がありません。接続を確認してください。',
    en: 'The server does not answer. Check the connection.',
  },
  credentials: {
    ja: 'ユーザー名またはパスワードが違います。',
    en: 'The user name or the password is wrong.',
  },
  'too-many': { ja: '試行回数が多すぎます。しばらく待ってください。', en: 'Too many tries. Wait a while.' },
  password: {
    ja: 'パスワードは12文字以上で、推測されにくいものにしてください。',
    en: 'A password has 12 characters or more and is hard to guess.',
  },
  used: { ja: 'このリンクは使用済みです。サインインしてください。', en: 'This link was used. Sign in.' },
  token: {
    ja: 'このリンクは無効です。サーバーが最後に表示したリンクを開いてください。',
    en: 'This link is not valid. Open the one that the server printed last.',
  },
  name: {
    ja: 'この名前は使えません。英数字と . - _ @ で、ほかの人が使っていないものにしてください。',
    en: 'This name cannot be used. Take letters, digits and . - _ @, and one that nobody has.',
  },
  role: { ja: 'この操作の権限がありません。', en: 'Your role may not do this.' },
  building: {
    ja: '建物を選んでください。住戸は計量器のある番号で指定します。',
    en: 'Choose a building; a home by a number that has a meter.',
  },
  'last-administrator': { ja: '最後の管理者は変更できません。', en: 'The last administrator stays.' },
  exists: { ja: '同じ名前がすでにあります。', en: 'There is one of this name.' },
  expires: {
    ja: '期限は2年以内の将来の日にしてください。',
    en: 'The end is a day within the next two years.',
  },
  changed: {
    ja: 'ほかの人がファイルを変更しました。読み直してから変更してください。',
    en: 'Somebody else has changed the file. Read it again, then change it.',
  },
  'file-changed': {
    ja: 'サーバー上のファイルが別の方法で書き換えられています。元に戻すか、サーバーを再起動してください。',
    en: 'The file on the server was changed by other means. Put it back, or restart the server.',
  },
  'other-district': {
    ja: '別の地区（district.id）のファイルです。別の地区には別のサーバーと保存領域が必要です。',
    en: 'This is the file of another district (district.id), which needs a server and a store of its own.',
  },
  file: {
    ja: 'サーバー上のファイルに書き込めません。フォルダーの権限とディスクを確認してください。',
    en: 'The file on the server cannot be written. Check the rights of its folder, and the disk.',
  },
  busy: { ja: '混み合っています。もう一度お試しください。', en: 'Busy. Try again.' },
  store: {
    ja: '保存できません。ディスクを確認してください。',
    en: 'The store cannot be written. Check the disk.',
  },
};

/** What stands in the audit, by how the program writes it. */
export const deeds: Record<string, Text> = {
  'first administrator': { ja: '最初の管理者を登録', en: 'First administrator' },
  'signed in': { ja: 'サインイン', en: 'Signed in' },
  'session ended': { ja: '端末をサインアウト', en: 'Session ended' },
  'signed out': { ja: 'サインアウト', en: 'Signed out' },
  'password changed': { ja: 'パスワードを変更', en: 'Password changed' },
  'user made': { ja: '利用者を追加', en: 'User made' },
  'user changed': { ja: '利用者を変更', en: 'User changed' },
  'user removed': { ja: '利用者を削除', en: 'User removed' },
  'API token made': { ja: 'APIトークンを発行', en: 'API token made' },
  'API token removed': { ja: 'APIトークンを取り消し', en: 'API token removed' },
  'token made': { ja: '機器のトークンを発行', en: 'Token of a device made' },
  'token removed': { ja: '機器のトークンを取り消し', en: 'Token of a device removed' },
  'device registered': { ja: '機器を登録', en: 'Device registered' },
  'device changed': { ja: '機器を変更', en: 'Device changed' },
  'devices placed': { ja: '機器の場所を変更', en: 'Devices placed' },
  'district file changed': { ja: '地区ファイルを変更', en: 'District file changed' },
  'district file change finished': {
    ja: '途中だった地区ファイルの変更を完了',
    en: 'Change of the district file finished',
  },
  'alarms acknowledged': { ja: '警報を確認', en: 'Alarms acknowledged' },
  'backup made': { ja: 'バックアップを作成', en: 'Backup made' },
  correction: { ja: '計測値を訂正', en: 'Correction' },
  'raw readings dropped': { ja: '元の計測値を削除', en: 'Raw readings dropped' },
};

const measurands: Record<string, Text> = {
  energy_import: { ja: '使用電力量', en: 'Energy used' },
  energy_export: { ja: '逆潮流電力量', en: 'Energy fed in' },
  energy_generated: { ja: '発電電力量', en: 'Energy generated' },
  energy_charged: { ja: '充電電力量', en: 'Energy charged' },
  energy_discharged: { ja: '放電電力量', en: 'Energy discharged' },
  heat: { ja: '熱量', en: 'Heat' },
  heat_input: { ja: '入熱量', en: 'Heat taken in' },
  gas: { ja: 'ガス', en: 'Gas' },
  fuel: { ja: '燃料', en: 'Fuel' },
  fuel_output: { ja: '燃料の製造量', en: 'Fuel made' },
  power: { ja: '電力', en: 'Power' },
  thermal_power: { ja: '熱出力', en: 'Thermal power' },
  level: { ja: '貯蔵量', en: 'Level' },
  state_of_charge: { ja: '充電率', en: 'State of charge' },
  temperature: { ja: '温度', en: 'Temperature' },
  humidity: { ja: '湿度', en: 'Humidity' },
  irradiance: { ja: '日射', en: 'Irradiance' },
  flow: { ja: '流量', en: 'Flow' },
  voltage: { ja: '電圧', en: 'Voltage' },
  current: { ja: '電流', en: 'Current' },
  frequency: { ja: '周波数', en: 'Frequency' },
  power_factor: { ja: '力率', en: 'Power factor' },
  switch: { ja: '入切', en: 'Switch' },
  grid: { ja: '系統の有無', en: 'Grid there' },
  presence: { ja: '在室', en: 'Presence' },
};

/** The measurand that a channel's name begins with, and what tells it from another one. */
export function channelName(channel: string): Text {
  const best = Object.keys(measurands)
    .filter((key) => channel === key || channel.startsWith(`${key}_`) || channel.startsWith(`${key}.`))
    .sort((a, b) => b.length - a.length)[0];
  if (best === undefined) return { ja: channel, en: channel };
  const rest = channel.slice(best.length + 1).replaceAll('_', ' ');
  const { ja, en } = measurands[best]!;
  return rest === '' ? { ja, en } : { ja: `${ja}（${rest}）`, en: `${en} (${rest})` };
}

export const levelName = (level: string): Text =>
  ({
    district: { ja: '地区全体', en: 'District' },
    block: { ja: '街区', en: 'Block' },
    building: { ja: '建物', en: 'Building' },
    assets: { ja: '設備', en: 'Equipment' },
  })[level] ?? { ja: level, en: level };
