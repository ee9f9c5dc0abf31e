import { type Conversations, GenloomError, type Run } from '@/graph';
import { textProbabilities } from '@/ml/classify/texts';
import { calibrationOf } from '@/ml/metrics/calibration';
import { type LabelledText, textClassification } from '@/ml/objectives/text-classifier';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { withScoreHead } from '../../align/common/score-network';
import { codecOf } from '../../common/codec';
import { confusionTable } from '../../common/confusion';
import { excerpt } from '../../common/documents';
import { judgedIds, judgedText, textJudgeOf } from '../../common/judged-text';
import { reliabilityCurves } from '../../common/reliability';
import { curvesOf, measureCurvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import { refuseLarge } from '../common/too-large';
import type { TrainingWords } from '../common/words';
import type { trainTextClassifier } from './node';

const WORDS: TrainingWords = {
  loss: 'cross-entropy, nats per text',
  unit: 'nats per text',
  speed: 'tokens/s',
  measured: { training: 'Training', validation: 'Put aside' },
  measures: {
    accuracy: { title: 'Right in the last look', help: 'Texts whose class it tells, 0 to 1.', apart: true },
  },
};
/** The most classes. */
const MOST = 1_000;

export const run: Run<typeof trainTextClassifier> = async (inputs, params, context) => {
  const { model } = inputs;
  const all = labelled(inputs.conversations, params.reads);
  const classes = classesOf(all);
  const codec = codecOf(model.tokenizer);
  const read = (some: readonly Labelled[]) =>
    some.map(({ text, label }) => ({
      text,
      ids: judgedIds(codec, text, model.blockLength),
      label: placeOf(label, classes),
    }));
  const { training, held } = inputs.validation
    ? { training: read(all), held: read(labelled(inputs.validation, params.reads)) }
    : putAside(read(all), params.heldOut, context.seed);
  const headed = withScoreHead(model.network, model.weights, context.seed, classes.length);
  const judge = textJudgeOf({ ...model, network: headed.network, classes });
  refuseLarge([judge.network], params.batchSize, context);
  const { state } = await trainShown<readonly LabelledText[], readonly LabelledText[]>(params, context, {
    network: judge.network,
    data: { training, ...(held.length > 0 && { validation: held }) },
    objective: textClassification(judge),
    begin: headed.weights,
    words: WORDS,
    evaluateBatches: params.evaluateBatches,
  });
  const aside = held.length > 0;
  const measured = aside ? held : training;
  const weights = uploadWeights(judge.network, state.weights);
  const told = await textProbabilities(
    judge,
    weights,
    measured.map(({ ids }) => ids),
    context.breathe,
  ).finally(() => disposeAll(weights));
  const guesses = measured.map(({ text, label }, index) => {
    const shares = [...(told[index] ?? [])];
    const sure = Math.max(...shares);
    return { text, label, sure, guess: shares.indexOf(sure) };
  });
  const { accuracy, calibrationError, bins } = calibrationOf(
    guesses.map(({ sure, guess, label }) => ({ sure, right: Number(guess === label) })),
    { bins: 5, from: 1 / classes.length },
  );
  const wrong = guesses.filter(({ guess, label }) => guess !== label).sort((a, b) => b.sure - a.sure);
  return {
    classifier: {
      network: headed.network,
      weights: state.weights,
      tokenizer: model.tokenizer,
      blockLength: model.blockLength,
      classes,
      reads: params.reads,
      ...(model.objective && { objective: model.objective }),
      accuracy: aside ? accuracy : null,
      trainedSteps: state.step,
    },
    confusion: confusionTable(
      { marks: guesses.map(({ guess }) => ({ judged: guess })), labels: guesses.map(({ label }) => label) },
      classes,
    ),
    metrics: {
      values: [
        {
          name: aside ? 'Accuracy, put aside' : 'Accuracy, training',
          value: 100 * accuracy,
          unit: '%',
          better: 'higher',
          help: `Of ${measured.length.toLocaleString('en')} texts, how many have the class that it tells.`,
        },
        {
          name: 'Calibration error',
          value: 100 * calibrationError,
          unit: '%',
          better: 'lower',
          help: 'How far its sureness lies from how often it is right, on average (ECE).',
        },
        ...measuredLosses(state.history.evaluations.at(-1), WORDS),
        { name: 'Classes', value: classes.length },
        { name: 'Texts', value: training.length },
        { name: 'Steps', value: state.step },
      ],
      curves: [
        ...curvesOf(state.history, WORDS),
        ...reliabilityCurves(bins),
        ...measureCurvesOf(state.history, WORDS, true),
        ...settingsOf(state.history, WORDS),
      ],
      notes: wrong
        .slice(0, 5)
        .map(
          ({ text, label, guess, sure }) =>
            `“${excerpt(text, 100)}” is ${classes[label]}, and was taken for ${classes[guess]} (${Math.round(100 * sure)} % sure).`,
        ),
    },
  };
};

interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** @throws GenloomError `classifier.no-labels` */
function labelled({ conversations }: Conversations, reads: 'question' | 'answer' | 'both'): Labelled[] {
  const found = conversations.flatMap((one): Labelled[] => {
    const text = judgedText(one, reads);
    return one.label === undefined || text.trim() === '' ? [] : [{ text, label: one.label }];
  });
  if (found.length > 0) return found;
  const some = conversations.some(({ label }) => label !== undefined);
  throw new GenloomError({
    code: 'classifier.no-labels',
    title: some ? `There is no ${reads} in any of these to read.` : 'None of these conversations has a label to learn.',
    fix: some
      ? 'Let it read another part, at “Reads”.'
      : 'Give a file with a field “label”, or set the source to “what to refuse, and what not”.',
  });
}

/** In the order of the alphabet. @throws GenloomError `classifier.one-class`, `classifier.many-classes` */
function classesOf(all: readonly Labelled[]): readonly string[] {
  const classes = [...new Set(all.map(({ label }) => label))].sort();
  if (classes.length === 1)
    throw new GenloomError({
      code: 'classifier.one-class',
      title: `All texts have the label “${classes[0]}”.`,
      detail: 'There is nothing to tell apart.',
      fix: 'Give texts of at least two classes.',
    });
  if (classes.length > MOST)
    throw new GenloomError({
      code: 'classifier.many-classes',
      title: `These texts have ${classes.length.toLocaleString('en')} different labels.`,
      fix: `Give at most ${MOST.toLocaleString('en')}. A field “label” with free text is no class.`,
    });
  return classes;
}

/** @throws GenloomError `classifier.unknown-label` */
function placeOf(label: string, classes: readonly string[]): number {
  const place = classes.indexOf(label);
  if (place >= 0) return place;
  throw new GenloomError({
    code: 'classifier.unknown-label',
    title: `The validation has the label “${label}”, which is nowhere learned.`,
    fix: 'Measure by texts with the same labels.',
  });
}

function putAside<Item>(items: readonly Item[], share: number, seed: number) {
  const order = createRandom(`${seed}/held-out`).shuffle([...items]);
  const aside = Math.min(items.length - 1, Math.round(share * items.length));
  return { training: order.slice(aside), held: order.slice(0, aside) };
}
