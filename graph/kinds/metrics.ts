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
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Numbers about something, and curves over steps. */
export interface Metrics {
  readonly values: readonly Metric[];
  readonly curves: readonly Curve[];
  /** Passages, examples: what stands behind the numbers. */
  readonly notes: readonly string[];
}

export const metrics: Kind<Metrics> = { name: 'metrics', of: [], title: 'Metrics', phrase: 'metrics', family: 'value' };
