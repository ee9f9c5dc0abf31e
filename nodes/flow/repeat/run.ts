import { type Body, isJson, type Json, type JsonObject, type Run, type RunContext, z } from '@/graph';
import { bodyOf, carriedOn, isDone } from '../../common/body/body';
import { isPlain, toData } from '../../common/body/values';
import type { repeat } from './node';

/** Milliseconds between checkpoints. */
const KEEP_EVERY = 2_000;
/** Of more rounds the last are told. */
const MOST_TOLD = 1_000;

export const run: Run<typeof repeat> = async (given, { most }, context) => {
  const body = bodyOf(context);
  const start = await stateKept(context);
  let round = start?.round ?? 0;
  let inputs: Readonly<Record<string, unknown>> = start?.inputs ?? { ...given };
  let made: Readonly<Record<string, unknown>> = start?.made ?? {};
  let rounds: readonly JsonObject[] = start?.rounds ?? [];
  let done = false;
  let keptAt = performance.now();
  while (round < most && !done) {
    await context.breathe();
    made = await body.run(inputs, { label: `round ${round + 1}` });
    round += 1;
    const told = plainOf(body, made);
    rounds = [...rounds, { round, ...told }].slice(-MOST_TOLD);
    context.progress({ done: round, total: most, message: `Round ${round.toLocaleString('en')}` });
    const numbers = Object.entries(told).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    if (numbers.length > 0) context.metric(round, Object.fromEntries(numbers));
    done = body.outputs.some((output) => isDone(output) && isTrue(made[output.id]));
    inputs = { ...inputs, ...carriedOn(body, made) };
    if (performance.now() - keptAt < KEEP_EVERY) continue;
    keptAt = performance.now();
    await context.checkpoint.save({ step: round, state: { round, inputs, made, rounds } });
  }
  if (!done && body.outputs.some(isDone))
    context.log('warning', `It was not done after ${most.toLocaleString('en')} rounds.`);
  const outputs = body.outputs.filter((output) => !isDone(output)).map(({ id }) => [id, made[id]]);
  return { ...Object.fromEntries(outputs), rounds: [...rounds] };
};

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
  inputs: z.record(z.string(), z.unknown()),
  made: z.record(z.string(), z.unknown()),
  rounds: z.array(z.record(z.string(), z.unknown())),
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
