import type { RunContext } from '@/graph';
import type { EvaluationRecord, StepRecord, TrainingState } from '@/ml/training/state';
import { type Made, trainingView } from './curves';
import type { TrainingWords } from './words';

/** The curves are drawn anew at most so often, in milliseconds. */
const SHOW_EVERY = 250;
/** At most about so many steps tell their numbers to the run's history. */
const METRICS = 400;

/** Shows a training while it goes on: progress, curves, readings, samples. */
export function createShow(context: RunContext, total: number, initial: TrainingState | null, words: TrainingWords) {
  const steps: StepRecord[] = [...(initial?.history.steps ?? [])];
  const evaluations: EvaluationRecord[] = [...(initial?.history.evaluations ?? [])];
  let tokensPerSecond: number | null = null;
  let made: Made | null = null;
  let shownAt = Number.NEGATIVE_INFINITY;

  const told = (step: number) => step % Math.max(1, Math.floor(total / METRICS)) === 0;
  const tellLook = ({ step, trainingLoss, validationLoss, measures }: EvaluationRecord) =>
    context.metric(step, { trainingLoss, ...(validationLoss === null ? {} : { validationLoss }), ...measures });
  // A training that goes on tells what came before it too: the record of its run has the whole curve.
  const looks = evaluations.map((look) => ({ step: look.step, tell: () => tellLook(look) }));
  const before = steps
    .filter(({ step }) => told(step))
    .map((record) => ({ step: record.step, tell: () => context.metric(record.step, measuresOf(record)) }));
  if (initial) context.progress({ done: initial.step, total });
  for (const { tell } of [...looks, ...before].sort((a, b) => a.step - b.step)) tell();

  const draw = (step: number, now: number) => {
    context.progress({ done: step, total, message: `step ${step.toLocaleString('en')}` });
    context.preview(trainingView({ steps, evaluations }, tokensPerSecond, made, words), 'metrics');
    shownAt = now;
  };

  return {
    step(record: StepRecord & { readonly tokensPerSecond: number }): void {
      const { tokensPerSecond: speed, ...rest } = record;
      steps.push(rest);
      // One step's time jumps about; the reading follows its mean.
      tokensPerSecond = tokensPerSecond === null ? speed : 0.9 * tokensPerSecond + 0.1 * speed;
      if (told(record.step)) context.metric(record.step, { ...measuresOf(rest), tokensPerSecond: speed });
      const now = performance.now();
      if (now - shownAt >= SHOW_EVERY) draw(record.step + 1, now);
    },
    look(record: EvaluationRecord, making: Made | null): void {
      const { step, trainingLoss, validationLoss, measures } = record;
      const look = { step, trainingLoss, validationLoss, ...(measures && { measures }) };
      evaluations.push(look);
      if (making) made = making;
      tellLook(look);
      draw(step, performance.now());
    },
    made: () => made,
  };
}

/** A step's numbers under the names by which runs keep them: where networks train against each other, `criticLoss` and so on. */
const measuresOf = ({
  loss,
  losses,
  gradientNorm,
  gradientNorms,
  learningRate,
}: StepRecord): Record<string, number> => ({
  ...(losses ? eachOf(losses, 'Loss') : { loss }),
  ...(gradientNorms ? eachOf(gradientNorms, 'GradientNorm') : { gradientNorm }),
  learningRate,
});

const eachOf = (numbers: Readonly<Record<string, number>>, what: string): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).map(([name, own]) => [`${name}${what}`, own]));
