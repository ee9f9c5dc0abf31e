import { type Curve, type ExamplesPicture, type Metric, measureTitle, VIEW_LIMITS, type View } from '@/graph';
import type { EvaluationRecord, StepRecord, TrainingHistory, TrainingState } from '@/ml/training/state';
import type { TrainingWords } from './words';

/** The curves of a training: losses of single batches (averaged where there are many), and what was measured at each look. */
export function curvesOf(history: TrainingHistory, words: TrainingWords): readonly Curve[] {
  const { steps, evaluations } = history;
  const { unit, measured } = words;
  const validated = evaluations.filter(({ validationLoss }) => validationLoss !== null);
  const of = <Record_>(
    name: string,
    records: readonly Record_[],
    at: (record: Record_) => number,
    value: (record: Record_) => number,
  ) => thinned({ name, ...(unit && { unit }), x: records.map(at), y: records.map(value) });
  const step = (record: StepRecord | EvaluationRecord) => record.step;
  return [
    ...lossesOf(steps.at(-1), words).map(({ name, lossIn }) => of(name ?? 'Batch', steps, step, lossIn)),
    of(measured?.training ?? 'Training', evaluations, step, ({ trainingLoss }) => trainingLoss),
    ...(validated.length > 0
      ? [of(measured?.validation ?? 'Validation', validated, step, ({ validationLoss }) => validationLoss ?? 0)]
      : []),
    ...measureCurvesOf(history, words, false),
  ];
}

/** The curves of what the objective tells besides the loss: those that are counted as the loss is, or those that stand apart. */
export function measureCurvesOf(
  { evaluations }: TrainingHistory,
  { measures = {} }: TrainingWords,
  apart: boolean,
): readonly Curve[] {
  return Object.entries(measures).flatMap(([name, words]) => {
    const told = evaluations.filter((record) => record.measures?.[name] !== undefined);
    if (told.length === 0 || (words.apart ?? false) !== apart) return [];
    const { title, unit } = words;
    const [x, y] = [told.map(({ step }) => step), told.map((record) => record.measures?.[name] ?? 0)];
    return [thinned({ name: title, ...(unit && { unit }), ...(apart && { apart }), x, y })];
  });
}

/** What the objective told besides the loss at the last look, as figures. */
export function measuresOf({ history }: Pick<TrainingState, 'history'>, { measures = {} }: TrainingWords): Metric[] {
  const last = history.evaluations.at(-1);
  return Object.entries(measures).flatMap(([name, { title, unit, help, better }]) => {
    const value = last?.measures?.[name];
    if (value === undefined) return [];
    return [{ name: title, value, ...(unit && { unit }), ...(help && { help }), ...(better && { better }) }];
  });
}

/** The loss of a step, or where networks train against each other that of each, by what it is called. */
function lossesOf(
  record: StepRecord | undefined,
  { players }: TrainingWords,
): readonly { readonly name?: string; lossIn(record: StepRecord): number }[] {
  const names = Object.keys(record?.losses ?? {});
  if (names.length === 0) return [{ lossIn: ({ loss }) => loss }];
  return names.map((name) => ({ name: players?.[name] ?? name, lossIn: ({ loss, losses }) => losses?.[name] ?? loss }));
}

/** Learning rate and gradient norm over the steps; where networks train against each other, that of each. */
export function settingsOf({ steps }: TrainingHistory, words: TrainingWords): readonly Curve[] {
  const x = steps.map(({ step }) => step);
  return [
    { name: measureTitle('learningRate'), y: steps.map(({ learningRate }) => learningRate) },
    ...normsOf(steps.at(-1), words).map(({ label, normIn }) => ({ name: label, y: steps.map(normIn) })),
  ].map(({ name, y }) => thinned({ name, apart: true, x, y }));
}

/** The gradient norm of a step, or of each player. */
function normsOf(
  record: StepRecord | undefined,
  { players }: TrainingWords,
): readonly { readonly label: string; normIn(record: StepRecord): number }[] {
  const title = measureTitle('gradientNorm');
  const names = Object.keys(record?.gradientNorms ?? {});
  if (names.length === 0) return [{ label: title, normIn: ({ gradientNorm }) => gradientNorm }];
  return names.map((name) => ({
    label: `${title}, ${(players?.[name] ?? name).toLowerCase()}`,
    normIn: ({ gradientNorm, gradientNorms }) => gradientNorms?.[name] ?? gradientNorm,
  }));
}

/** What the model of the moment makes: a text, or a picture. */
export interface Made {
  readonly text?: string;
  readonly picture?: ExamplesPicture;
  /** What is wrong with it, and what to try. */
  readonly warning?: string;
}

/** The live picture of a training: losses, what it measures of itself, and what the model writes. */
export function trainingView(
  history: TrainingHistory,
  perSecond: number | null,
  made: Made | null,
  words: TrainingWords,
): View {
  const last = history.steps.at(-1);
  const validation = history.evaluations.findLast(({ validationLoss }) => validationLoss !== null)?.validationLoss;
  const live = words.live?.(history);
  return {
    view: 'curves',
    xLabel: live?.over ?? 'step',
    yLabel: words.loss,
    series: live?.series ?? curvesOf(history, words),
    readings: [
      ...(live?.readings ?? []),
      ...(last && !live
        ? lossesOf(last, words).map(({ name, lossIn }) => ({ label: name ?? 'Loss', value: lossIn(last) }))
        : []),
      ...(typeof validation === 'number' && !live ? [{ label: 'Validation', value: validation }] : []),
      ...(live
        ? []
        : measureCurvesOf(history, words, true).map(({ name, y }) => ({ label: name, value: y.at(-1) ?? 0 }))),
      ...(perSecond === null ? [] : [{ label: 'Speed', value: Math.round(perSecond), unit: words.speed }]),
      ...(last
        ? [
            ...normsOf(last, words).map(({ label, normIn }) => ({ label, value: normIn(last) })),
            { label: measureTitle('learningRate'), value: last.learningRate },
          ]
        : []),
    ],
    ...(made?.text === undefined ? {} : { sample: made.text.slice(0, VIEW_LIMITS.characters) }),
    ...(made?.picture && { picture: made.picture }),
    ...(made?.warning && { warning: made.warning }),
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

/** The losses of the last look, over training and validation examples. */
export function measuredLosses(last: EvaluationRecord | undefined, { unit, measured }: TrainingWords): Metric[] {
  const about = { ...(unit && { unit }), better: 'lower' as const };
  const of = (name: string, value: number | null | undefined): Metric[] =>
    typeof value === 'number' ? [{ name, value, ...about }] : [];
  return [
    ...of(measured?.training ?? measureTitle('trainingLoss'), last?.trainingLoss),
    ...of(measured?.validation ?? measureTitle('validationLoss'), last?.validationLoss),
  ];
}
