import {
  type Body,
  type Examples,
  examplesView,
  isJson,
  type Json,
  type JsonObject,
  type Run,
  type RunContext,
  z,
} from '@/graph';
import { bodyOf, carriedOn, isDone } from '../../common/body/body';
import { isPlain, toData } from '../../common/body/values';
import type { repeat } from './node';
import { withRound } from './pictures';
import { areExamples, everyRound } from './shown-rounds';

/** Milliseconds between checkpoints. */
const KEEP_EVERY = 2_000;
/** Of more rounds the last are told. */
const MOST_TOLD = 1_000;

export const run: Run<typeof repeat> = async (given, { most }, context) => {
  const body = bodyOf(context);
  const start = await stateKept(context);
  let round = start?.round ?? 0;
  // What is carried alone: models that every round is given again would make each checkpoint large.
  let carried: Readonly<Record<string, unknown>> = start?.carried ?? {};
  let made: Readonly<Record<string, unknown>> = start?.made ?? {};
  let rounds: readonly JsonObject[] = start?.rounds ?? [];
  let pictures: Readonly<Record<string, Examples>> = start?.pictures ?? {};
  let done = start?.done ?? false;
  let keptAt = performance.now();
  while (round < most && !done) {
    await context.breathe();
    made = await body.run({ ...given, ...carried }, { label: `round ${round + 1}` });
    round += 1;
    const told = plainOf(body, made);
    rounds = [...rounds, { round, ...told }].slice(-MOST_TOLD);
    context.progress({ done: round, total: most, message: `Round ${round.toLocaleString('en')}` });
    const numbers = Object.entries(told).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    if (numbers.length > 0) context.metric(round, Object.fromEntries(numbers));
    done = body.outputs.some((output) => isDone(output) && isTrue(made[output.id]));
    carried = { ...carried, ...carriedOn(body, made) };
    pictures = picturesOf(body, made, pictures, saidOf(round, told));
    for (const [port, examples] of Object.entries(pictures)) context.preview(examplesView(examples), port);
    if (performance.now() - keptAt < KEEP_EVERY) continue;
    keptAt = performance.now();
    await context.checkpoint.save({ step: round, state: { round, done, carried, made, rounds, pictures } });
  }
  if (body.outputs.some(isDone)) {
    const count = `${round.toLocaleString('en')} ${round === 1 ? 'round' : 'rounds'}`;
    context.log(done ? 'info' : 'warning', done ? `It was done after ${count}.` : `It was not done after ${count}.`);
  }
  const outputs = body.outputs.filter((output) => !isDone(output)).map(({ id }) => [id, made[id]]);
  return { ...Object.fromEntries(outputs), ...pictures, rounds: [...rounds] };
};

/** The pictures of all rounds, with those of one more. */
function picturesOf(
  { outputs }: Body,
  made: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, Examples>>,
  said: string,
): Readonly<Record<string, Examples>> {
  return Object.fromEntries(
    outputs.filter(areExamples).flatMap((output) => {
      const [port, examples] = [everyRound(output), made[output.id]];
      return isExamples(examples) ? [[port, withRound(before[port], examples, said)]] : [];
    }),
  );
}

/** What an output of that kind gives is one; here only what is not there is told apart. */
const isExamples = (value: unknown): value is Examples => value !== undefined;

/** `round 3: red ring`: what is said of a round's pictures, as far as it gives words. */
function saidOf(round: number, told: JsonObject): string {
  const words = Object.values(told).filter((value) => typeof value === 'string' && value !== '' && value.length <= 80);
  return [`round ${round}`, words.join(', ')].filter(Boolean).join(': ');
}

/** What a round gave, as far as it is plain data, by the titles of the outputs. */
const plainOf = ({ outputs }: Body, made: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(
    outputs.filter(({ kind }) => isPlain(kind)).map(({ id, title, kind }) => [title, toData(kind, made[id])]),
  );

/** `no` and `false` in words are what a model says that was asked whether it is done. */
function isTrue(value: unknown): boolean {
  if (typeof value !== 'string') return Boolean(value);
  return !['', 'no', 'false', '0', 'not yet'].includes(
    value
      .trim()
      .toLowerCase()
      .replace(/[.!]+$/, ''),
  );
}

const state = z.object({
  round: z.number().int().min(1),
  done: z.boolean().default(false),
  carried: z.record(z.string(), z.unknown()),
  made: z.record(z.string(), z.unknown()),
  rounds: z.array(z.record(z.string(), z.unknown())),
  pictures: z.record(
    z.string(),
    z.custom<Examples>((value) => typeof value === 'object' && value !== null),
  ),
});

async function stateKept({ checkpoint }: Pick<RunContext, 'checkpoint'>) {
  const found = state.safeParse((await checkpoint.load())?.state);
  if (!found.success) return null;
  const rounds = found.data.rounds.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]): [string, Json] => [name, isJson(value) ? value : null]),
    ),
  );
  return { ...found.data, rounds };
}
