import { type Curve, measureTitle, VIEW_LIMITS, type View } from '@/graph';
import type { EvaluationRecord, StepRecord, TrainingHistory } from '@/ml/training/state';

/** The curves of a training: losses of single batches (averaged where there are many), and what was measured at each look. */
export function curvesOf({ steps, evaluations }: TrainingHistory): readonly Curve[] {
  const validated = evaluations.filter(({ validationLoss }) => validationLoss !== null);
  const of = <Record_>(
    name: string,
    records: readonly Record_[],
    at: (record: Record_) => number,
    value: (record: Record_) => number,
  ) => thinned({ name, unit: 'nats', x: records.map(at), y: records.map(value) });
  const step = (record: StepRecord | EvaluationRecord) => record.step;
  return [
    of('Batch', steps, step, ({ loss }) => loss),
    of('Training', evaluations, step, ({ trainingLoss }) => trainingLoss),
    ...(validated.length > 0 ? [of('Validation', validated, step, ({ validationLoss }) => validationLoss ?? 0)] : []),
  ];
}

/** Learning rate and gradient norm over the steps. */
export function settingsOf({ steps }: TrainingHistory): readonly Curve[] {
  const x = steps.map(({ step }) => step);
  return [
    thinned({ name: measureTitle('learningRate'), x, y: steps.map(({ learningRate }) => learningRate) }),
    thinned({ name: measureTitle('gradientNorm'), x, y: steps.map(({ gradientNorm }) => gradientNorm) }),
  ];
}

/** The live picture of a training: losses, what it measures of itself, and what the model writes. */
export function trainingView(history: TrainingHistory, tokensPerSecond: number | null, sample: string | null): View {
  const last = history.steps.at(-1);
  const validation = history.evaluations.findLast(({ validationLoss }) => validationLoss !== null)?.validationLoss;
  return {
    view: 'curves',
    xLabel: 'step',
    yLabel: 'loss, nats per token',
    series: curvesOf(history),
    readings: [
      ...(last ? [{ label: 'Loss', value: last.loss }] : []),
      ...(typeof validation === 'number' ? [{ label: 'Validation', value: validation }] : []),
      ...(tokensPerSecond === null ? [] : [{ label: 'Speed', value: Math.round(tokensPerSecond), unit: 'tokens/s' }]),
      ...(last
        ? [
            { label: measureTitle('gradientNorm'), value: last.gradientNorm },
            { label: measureTitle('learningRate'), value: last.learningRate },
          ]
        : []),
    ],
    ...(sample === null ? {} : { sample: sample.slice(0, VIEW_LIMITS.characters) }),
  };
}

/** At most so many points as a view may have, each the mean of those it stands for. */
function thinned({ x, y, ...about }: Curve): Curve {
  const most = VIEW_LIMITS.curvePoints;
  if (x.length <= most) return { ...about, x, y };
  const means = (values: readonly number[]) =>
    Array.from({ length: most }, (_, index) => {
      const from = Math.floor((index * values.length) / most);
      const to = Math.floor(((index + 1) * values.length) / most);
      let sum = 0;
      for (let place = from; place < to; place++) sum += values[place] ?? 0;
      return sum / (to - from);
    });
  return { ...about, x: means(x).map(Math.round), y: means(y) };
}
