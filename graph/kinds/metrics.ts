import type { Kind } from './kind';

export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit?: string;
  /** Which direction is good, where one is. */
  readonly better?: 'lower' | 'higher';
  readonly help?: string;
}

export interface Curve {
  readonly name: string;
  /** Of `y`; curves of one unit are drawn together. */
  readonly unit?: string;
  /** It has a scale of its own, and is drawn with no other. */
  readonly apart?: boolean;
  /** What `x` counts: `severity`; steps where it is left out. */
  readonly over?: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** One measure of each item; the metric of that name is their mean, weighted, and with `exp` e to the power of it. */
export interface ItemMeasure {
  readonly name: string;
  readonly values: readonly number[];
  /** How much each item counts; all alike where left out. */
  readonly weights?: readonly number[];
  readonly through?: 'exp';
}

/** What stands behind measures, one by one, so that two models that did the same can be compared in pairs. */
export interface MeasuredItems {
  /** What they are: `questions`. */
  readonly title: string;
  /** Tells one set from another: only measures of the very same things are paired. */
  readonly set: string;
  readonly measures: readonly ItemMeasure[];
  /** Of the first of them, what was asked, what came, and what would be right. */
  readonly texts: readonly { readonly asked: string; readonly given?: string; readonly right?: string }[];
}

/** Numbers about something, and curves over steps. */
export interface Metrics {
  readonly values: readonly Metric[];
  readonly curves: readonly Curve[];
  /** Passages, examples: what stands behind the numbers. */
  readonly notes: readonly string[];
  readonly items?: MeasuredItems;
}

export const metrics: Kind<Metrics> = { name: 'metrics', of: [], title: 'Metrics', phrase: 'metrics', family: 'value' };
