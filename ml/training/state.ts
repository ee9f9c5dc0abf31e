import type { Weights } from '../network';

/** What was measured at one step. */
export interface StepRecord {
  /** Updates done before this one. */
  readonly step: number;
  readonly loss: number;
  /** Where networks train against each other: the loss of each, by its name. */
  readonly losses?: Readonly<Record<string, number>>;
  /** Length of the whole gradient before clipping. */
  readonly gradientNorm: number;
  /** Where networks train against each other: that of each, by its name. */
  readonly gradientNorms?: Readonly<Record<string, number>>;
  readonly learningRate: number;
  /** Of the last step that learned from data which the network made: what is told of them. */
  readonly measures?: Readonly<Record<string, number>>;
}

/** What was measured at one evaluation. */
export interface EvaluationRecord {
  readonly step: number;
  readonly trainingLoss: number;
  /** Null where there is no validation data. */
  readonly validationLoss: number | null;
  /** What the objective tells besides the loss, of validation data where there is some. */
  readonly measures?: Readonly<Record<string, number>>;
}

/** All measurements of a training, in order. */
export interface TrainingHistory {
  readonly steps: readonly StepRecord[];
  readonly evaluations: readonly EvaluationRecord[];
}

/** All that is needed to go on with a training as if it had never stopped: plain data. */
export interface TrainingState {
  /** Updates done. */
  readonly step: number;
  readonly weights: Weights;
  /** The optimiser's running values: by name, and then as the weights. */
  readonly moments: Readonly<Record<string, Weights>>;
  /** Their moving average, where one is kept. */
  readonly average?: Weights;
  /** What an objective's target came to, where it has one. */
  readonly target?: Weights;
  /** The best validation loss so far, and the step it was measured at. */
  readonly bestValidation: { readonly step: number; readonly loss: number } | null;
  readonly history: TrainingHistory;
}

/** A new training's state, before the first update. */
export const initialState = (weights: Weights): TrainingState => ({
  step: 0,
  weights,
  moments: {},
  bestValidation: null,
  history: { steps: [], evaluations: [] },
});

/** The loss or the gradient is no longer a number. Carries the last state in which it was, and what may help. */
export class TrainingDiverged extends Error {
  override readonly name = 'TrainingDiverged';
  readonly advice: readonly string[];
  constructor(
    readonly step: number,
    readonly loss: number,
    readonly lastGood: TrainingState,
    settings: { readonly learningRate: number; readonly clip: number; readonly warmupSteps: number },
  ) {
    super(
      `Training stopped at step ${step}: the loss is no longer a number. ` +
        `The weights of step ${lastGood.step} are kept.`,
    );
    this.advice = [
      `Lower the learning rate, for instance to ${Number((settings.learningRate / 10).toPrecision(2))}.`,
      settings.clip > 0 ? `Clip gradients at less than ${settings.clip}.` : 'Clip gradients, for instance at 1.',
      settings.warmupSteps > 0 ? 'Let the learning rate warm up for longer.' : 'Let the learning rate warm up first.',
    ];
  }
}
