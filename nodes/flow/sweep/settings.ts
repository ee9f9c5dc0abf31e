import type { Json } from '@/graph';

/** What one setting is tried with. */
export interface Varied {
  readonly title: string;
  /** Values that are listed, or a range that is drawn from. */
  readonly values: readonly Json[] | null;
  readonly range: { readonly from: number; readonly to: number; readonly whole: boolean } | null;
}

const MOST = { settings: 12, values: 200 } as const;
const NUMBER = String.raw`-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const RANGE = new RegExp(String.raw`^(${NUMBER})\s+to\s+(${NUMBER})$`, 'i');

/** Reads lines such as `Learning rate: 0.001, 0.003` and `Width: 32 to 128`. @returns what they say, and what is wrong with the first that says nothing */
export function settingsOf(text: string): { readonly settings: readonly Varied[]; readonly problem: string | null } {
  const settings: Varied[] = [];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > MOST.settings) return { settings, problem: `At most ${MOST.settings} settings can be varied.` };
  for (const line of lines) {
    const colon = line.indexOf(':');
    const [title, said] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    if (colon < 1 || said === '')
      return { settings, problem: `“${line.trim().slice(0, 60)}” is no line like “Width: 32, 64, 128”.` };
    if (settings.some((one) => one.title.toLowerCase() === title.toLowerCase()))
      return { settings, problem: `“${title}” is there twice.` };
    const [, from, to] = RANGE.exec(said) ?? [];
    if (from !== undefined && to !== undefined) {
      const [low, high] = [Number(from), Number(to)];
      if (!(low < high)) return { settings, problem: `“${title}” has to go from the smaller number to the larger.` };
      const whole = /^-?\d+$/.test(from) && /^-?\d+$/.test(to);
      settings.push({ title, values: null, range: { from: low, to: high, whole } });
      continue;
    }
    const values = said.split(',').map((word) => readValue(word.trim()));
    if (values.length > MOST.values) return { settings, problem: `“${title}” has more than ${MOST.values} values.` };
    settings.push({ title, values, range: null });
  }
  return { settings, problem: null };
}

function readValue(word: string): Json {
  if (new RegExp(`^${NUMBER}$`, 'i').test(word)) return Number(word);
  if (/^(yes|true)$/i.test(word)) return true;
  if (/^(no|false)$/i.test(word)) return false;
  return word;
}

/** Steps of a range in a grid. */
const STEPS = 5;

/** The values that a grid tries: those listed; of a range five, evenly apart in the logarithm where it spans more than a decade (Bergstra & Bengio 2012). */
export function gridOf({ values, range }: Varied): readonly Json[] {
  if (values) return values;
  if (!range) return [];
  return [...new Set(Array.from({ length: STEPS }, (_, step) => within(range, step / (STEPS - 1))))];
}

/** A value that a random search draws. @param draw uniform in [0, 1) */
export function drawOf({ values, range }: Varied, draw: number): Json {
  if (values) return values[Math.floor(draw * values.length)] ?? null;
  return range ? within(range, draw) : null;
}

function within({ from, to, whole }: NonNullable<Varied['range']>, at: number): number {
  const spread = from > 0 && to / from >= 10;
  const value = spread ? from * (to / from) ** at : from + (to - from) * at;
  return whole ? Math.round(value) : Number(value.toPrecision(4));
}
