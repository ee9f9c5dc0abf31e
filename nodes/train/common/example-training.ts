import {
  type Examples,
  type ExamplesPicture,
  type Generator,
  GenloomError,
  imagesThatFit,
  type Metrics,
  madeView,
  type Network,
  type RunContext,
  type TrainedNetworks,
  type z,
} from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling, type Scaling, undoScaling } from '@/ml/data/points';
import { type Network as ConcreteNetwork, countParameters, type Weights } from '@/ml/network';
import type { Objective } from '@/ml/objectives/objective';
import { joined } from '@/ml/roles';
import type { Tensor } from '@/ml/tf';
import type { TrainingState } from '@/ml/training/state';
import { widthOf } from '../../common/examples';
import { scalingOf } from '../../common/scaling';
import { constantWarning } from './constant';
import { curvesOf, type Made, measureCurvesOf, measuredLosses, measuresOf, settingsOf, trainingView } from './curves';
import type { exampleTrainingFields } from './example-fields';
import { trainShown } from './shown';
import { refuseLarge } from './too-large';
import type { TrainingWords } from './words';

/** What a training of networks over examples brings; the rest is the same for all. */
export interface ExampleTraining<Batch> {
  readonly words: TrainingWords;
  readonly objective: Objective<Arrays, Batch>;
  /** How examples are scaled, where not as `scalingOf` has it. */
  readonly scaling?: Scaling;
  /** Of images that are made at a look, so many stand side by side; as it looks best where nothing is said. */
  readonly columns?: number;
  /** The weights that training begins with, where they are not new ones. */
  readonly begin?: Weights;
  /** After so many steps the learning rate begins anew, and so on. */
  readonly restartEvery?: number;
  /** Looks at what was made at a look, as people see it, and says what is wrong with it, if anything is. */
  watch?(made: Examples, step: number): string | null;
  /** What is seen of what was made, where that is not it alone or over the examples. */
  picture?(made: Examples): ExamplesPicture | null;
  /** Makes so many examples, scaled as training sees them, with the weights of the moment. */
  sample?(weights: Readonly<Record<string, Tensor>>, count: number, seed: string): Promise<Float32Array>;
}

/** What one family of generative models brings besides. */
export interface FamilyTraining<Batch> extends ExampleTraining<Batch> {
  readonly family: Generator['family'];
  readonly settings: Generator['settings'];
}

export type ExampleTrainingParams = z.infer<z.ZodObject<typeof exampleTrainingFields>>;

/** Trains a generative model: goes on where it was interrupted, shows samples at each look, keeps what it has. */
export async function trainOnExamples<Batch>(
  networks: Readonly<Record<string, Network>>,
  roles: Readonly<Record<string, ConcreteNetwork>>,
  given: Examples,
  validation: Examples | undefined,
  params: ExampleTrainingParams,
  context: RunContext,
  { family, settings, ...training }: FamilyTraining<Batch>,
): Promise<{ model: Generator; metrics: Metrics }> {
  const { trained, metrics } = await trainNetworks(networks, roles, given, validation, params, context, training);
  return { model: { family, settings, ...trained }, metrics };
}

/** The same of networks that make nothing, such as a classifier. */
export async function trainNetworks<Batch>(
  networks: Readonly<Record<string, Network>>,
  roles: Readonly<Record<string, ConcreteNetwork>>,
  given: Examples,
  validation: Examples | undefined,
  params: ExampleTrainingParams,
  context: RunContext,
  {
    words,
    objective,
    sample,
    watch,
    columns,
    begin,
    restartEvery,
    picture: pictureOf = (made) => madeView(made, given, columns),
    scaling = scalingOf(given),
  }: ExampleTraining<Batch>,
): Promise<{ trained: TrainedNetworks; metrics: Metrics }> {
  if (given.count < 2)
    throw new GenloomError({
      code: 'examples.too-few',
      title: `There ${given.count === 1 ? 'is one example' : 'are no examples'} to learn from.`,
      fix: 'Give more examples.',
    });
  // Images that are large are looked at by ones and twos; those that only make a picture need be no more.
  const samples =
    given.shape.length === 3 && !watch
      ? Math.min(params.samples, Math.max(1, imagesThatFit(given.shape)))
      : params.samples;
  const whole = joined(Object.values(roles));
  const parameters = countParameters(whole);
  refuseLarge(Object.values(roles), params.batchSize, context);
  const constant = constantWarning(given);
  if (constant) context.log('warning', constant);
  const training = applyScaling(given, scaling);

  const madeOf = (sample: ArrayLike<number>, step: number): Made | null => {
    const data = Float32Array.from(sample);
    const examples: Examples = undoScaling({ shape: given.shape, count: data.length / widthOf(given), data }, scaling);
    const warning = watch?.(examples, step);
    const picture = pictureOf(examples);
    return picture && { picture, ...(warning && { warning }) };
  };
  const { state, made } = await trainShown<Arrays, Batch>(params, context, {
    words,
    network: whole,
    data: { training, ...(validation && { validation: applyScaling(validation, scaling) }) },
    objective,
    evaluateBatches: 4,
    ...(begin && { begin }),
    ...(restartEvery !== undefined && { restartEvery }),
    ...(params.average > 0 && { average: params.average }),
    ...(sample &&
      samples > 0 && {
        sample: (weights, step) => sample(weights, samples, `${context.seed}/look/${step}`),
        madeOf,
      }),
  });
  // What was made last stays to be seen under the curves.
  context.preview(trainingView(state.history, null, made, words), 'metrics', 'stays');
  return {
    trained: {
      networks,
      weights: state.average ?? state.weights,
      shape: given.shape,
      classes: given.classes ?? [],
      scaling,
      trainedSteps: state.step,
    },
    metrics: metricsOf(state, parameters, params.batchSize, words, [made?.warning, constant]),
  };
}

function metricsOf(
  state: TrainingState,
  parameters: number,
  batchSize: number,
  words: TrainingWords,
  warnings: readonly (string | null | undefined)[],
): Metrics {
  return {
    values: [
      ...measuredLosses(state.history.evaluations.at(-1), words),
      ...measuresOf(state, words),
      { name: 'Steps', value: state.step },
      { name: 'Examples seen', value: state.step * batchSize, help: 'Counted each time they came up.' },
      { name: 'Parameters', value: parameters },
    ],
    curves: [
      ...curvesOf(state.history, words),
      ...measureCurvesOf(state.history, words, true),
      ...settingsOf(state.history, words),
    ],
    notes: warnings.filter((warning) => typeof warning === 'string'),
  };
}
