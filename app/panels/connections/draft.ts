import type { Connection, ConnectionChange, ConnectionSettings } from '@/app/client/api';
import { type Preset, presetOf } from './presets';

/** A connection while it is being written: numbers as they were typed. */
export interface Draft {
  readonly preset: Preset;
  readonly name: string;
  readonly baseUrl: string;
  /** Write-only: empty leaves the one that the server has. */
  readonly key: string;
  readonly numbers: Readonly<Record<NumberName, string>>;
}
export type NumberName = 'inputPrice' | 'outputPrice' | 'callsPerMinute' | 'dailyTokens' | 'dailyDollars';

/** The numbers in the order in which they are asked for. */
export const NUMBERS: readonly { readonly name: NumberName; readonly label: string; readonly whole: boolean }[] = [
  { name: 'inputPrice', label: 'Price of a million tokens read, $', whole: false },
  { name: 'outputPrice', label: 'Price of a million tokens written, $', whole: false },
  { name: 'dailyTokens', label: 'Tokens a day at most', whole: true },
  { name: 'dailyDollars', label: 'Dollars a day at most', whole: false },
  { name: 'callsPerMinute', label: 'Calls a minute at most', whole: true },
];

/** An empty one of a service, under a name that nobody has yet. */
export function newDraft(preset: Preset, taken: readonly string[]): Draft {
  return {
    preset,
    name: freeName(preset, taken),
    baseUrl: preset.baseUrl,
    key: '',
    numbers: { inputPrice: '', outputPrice: '', callsPerMinute: '', dailyTokens: '', dailyDollars: '' },
  };
}

export function draftOf(connection: Connection): Draft {
  const typed = (name: NumberName) => (connection[name] === null ? '' : String(connection[name]));
  return {
    preset: presetOf(connection),
    name: connection.name,
    baseUrl: connection.baseUrl,
    key: '',
    numbers: {
      inputPrice: typed('inputPrice'),
      outputPrice: typed('outputPrice'),
      callsPerMinute: typed('callsPerMinute'),
      dailyTokens: typed('dailyTokens'),
      dailyDollars: typed('dailyDollars'),
    },
  };
}

/** The same for another service; what a person wrote stays. */
export function withPreset(draft: Draft, preset: Preset, taken: readonly string[]): Draft {
  const isOwnName = draft.name !== freeName(draft.preset, taken);
  const isOwnAddress = draft.baseUrl !== draft.preset.baseUrl;
  return {
    ...draft,
    preset,
    name: isOwnName ? draft.name : freeName(preset, taken),
    baseUrl: isOwnAddress && preset.baseUrl === '' ? draft.baseUrl : preset.baseUrl,
  };
}

/** What the server is told; or, where a number is none, what is wrong with it. */
export function settingsOf(draft: Draft): (ConnectionSettings & Pick<ConnectionChange, 'key'>) | string {
  const numbers: Record<NumberName, number | null> = {
    inputPrice: null,
    outputPrice: null,
    callsPerMinute: null,
    dailyTokens: null,
    dailyDollars: null,
  };
  for (const { name, label, whole } of NUMBERS) {
    const text = draft.numbers[name].replace(/[\s,_]/g, '');
    if (text === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0 || (whole && (!Number.isInteger(value) || value < 1)))
      return `“${label}” takes ${whole ? 'a whole number from 1 on' : 'a number, with a point before cents'}, or nothing.`;
    numbers[name] = value;
  }
  if ((numbers.inputPrice === null) !== (numbers.outputPrice === null))
    return 'Enter both prices, of tokens read and written, or none.';
  const key = draft.key.trim();
  return {
    name: draft.name.trim(),
    provider: draft.preset.provider,
    baseUrl: draft.baseUrl.trim(),
    ...numbers,
    ...(key === '' ? {} : { key }),
  };
}

/** Whether the key that the server has will be lost: it belongs to the host that it was given for. */
export function losesKey(before: Connection, draft: Draft): boolean {
  if (!before.hasKey || draft.key.trim() !== '' || !URL.canParse(draft.baseUrl)) return false;
  return new URL(draft.baseUrl).origin !== new URL(before.baseUrl).origin;
}

function freeName({ id, title }: Preset, taken: readonly string[]): string {
  const wished = id === 'other' ? 'My models' : title;
  for (let number = 1; ; number++) {
    const name = number === 1 ? wished : `${wished} ${number}`;
    if (!taken.includes(name)) return name;
  }
}
