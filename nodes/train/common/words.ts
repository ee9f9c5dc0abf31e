import type { Curve } from '@/graph';
import type { TrainingHistory } from '@/ml/training/state';

/** How a training's numbers are called on screen. */
export interface TrainingWords {
  /** The axis of the loss: `loss, nats per token`. */
  readonly loss: string;
  /** The unit of the loss, where it has one. */
  readonly unit?: string;
  /** Where networks train against each other: what each is called, by its name in the objective. */
  readonly players?: Readonly<Record<string, string>>;
  /** What is measured at each look, where that is not the loss that is trained by. */
  readonly measured?: { readonly training: string; readonly validation: string };
  /** What the objective tells besides the loss, by its name there: a curve beside the loss where it is counted alike, or else a reading. */
  readonly measures?: Readonly<Record<string, MeasureWords>>;
  /** What is drawn and told while it trains in place of losses, where those say little. */
  readonly live?: (history: TrainingHistory) => LiveCurves;
  /** What the speed counts: `tokens/s`. */
  readonly speed: string;
}

/** Curves of one scale that are drawn live, and readings beside them. */
export interface LiveCurves {
  /** What they are over: `round`. */
  readonly over: string;
  readonly series: readonly Curve[];
  readonly readings: readonly { readonly label: string; readonly value: number }[];
}

/** How a measure is called. */
export interface MeasureWords {
  readonly title: string;
  readonly unit?: string;
  readonly help?: string;
  readonly better?: 'lower' | 'higher';
  /** It has another unit than the loss, so that one axis does not hold both: the last value is told beside the curves. */
  readonly apart?: boolean;
}
