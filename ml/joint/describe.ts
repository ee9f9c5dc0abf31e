import { type ForwardContext, runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import { argMax, keep, reshape, type Tensor, type Tensor2D, tensor1d, tensor2d, tidy } from '../tf';

/** Networks of a model that describes pictures: features to tokens before the words, and the language model that reads them. */
export interface DescriberRoles {
  readonly projector: Network;
  readonly language: Network;
}

/** Features of pictures, `[count, width]`, row after row. */
export interface Features {
  readonly width: number;
  readonly data: Float32Array;
}

type Weights = Readonly<Record<string, Tensor>>;

/** A token of a row, by its place among the words: that which is to be foretold. */
export interface Asked {
  readonly row: number;
  readonly place: number;
}

/**
 * The logits `[N, V]` of tokens that are asked for, each foretold by the picture and by all words before it (Liu et al. 2023, eq. 1). `features [B, F]`; `rows`
 * are the words of each so far; `places`: how many tokens stand before them. Differentiable.
 */
export function describeLogits(
  { projector, language }: DescriberRoles,
  weights: Weights,
  features: Tensor,
  rows: readonly (readonly number[])[],
  asked: readonly Asked[],
  places: number,
  context: ForwardContext = {},
): Tensor2D {
  // Shorter rows are filled up behind, where what is asked for does not look.
  const length = Math.max(1, ...rows.map((row) => row.length));
  const ids = new Int32Array(rows.length * length);
  for (const [at, row] of rows.entries()) ids.set(row, at * length);
  const wanted = tensor1d(
    Int32Array.from(asked, ({ row, place }) => row * (places + length) + places + place - 1),
    'int32',
  );
  const prefix = runNetwork(projector, weights, { input: features }, context);
  const input = tensor2d(ids, [rows.length, length], 'int32');
  const logits = runNetwork(language, weights, { input, prefix }, { ...context, places: wanted });
  return reshape(logits, [asked.length, -1]);
}

export interface DescribeOptions {
  /** Tokens before the words. */
  readonly places: number;
  /** An answer ends before this token, or after so many, or where there is no more room. */
  readonly end: number;
  readonly most: number;
  /** Words of a row, question and answer, that the language model has room for. */
  readonly room: number;
  readonly breathe?: () => Promise<void>;
}

/** Rows that are answered together. */
const TOGETHER = 64;

/** Answers each prompt with the likeliest token after the other, seeing the picture of its row: the tokens of each answer, without its end. */
export async function describe(
  roles: DescriberRoles,
  weights: Weights,
  features: Features,
  prompts: readonly (readonly number[])[],
  { places, end, most, room, breathe }: DescribeOptions,
): Promise<number[][]> {
  const answers: number[][] = prompts.map(() => []);
  for (let from = 0; from < prompts.length; from += TOGETHER) {
    let open = prompts.slice(from, from + TOGETHER).map((_, row) => from + row);
    for (let step = 0; step < most && open.length > 0; step++) {
      const rows = open.map((at) => [...(prompts[at] ?? []), ...(answers[at] ?? [])]);
      const likeliest = await readOnce<'int32'>(
        tidy(() => {
          const asked = rows.map(({ length }, row) => ({ row, place: length }));
          return keep(argMax(describeLogits(roles, weights, rowsOf(features, open), rows, asked, places), -1));
        }),
      );
      for (const [row, at] of open.entries()) answers[at]?.push(likeliest[row] ?? end);
      const isFull = (at: number) => (prompts[at]?.length ?? 0) + (answers[at]?.length ?? 0) > room;
      open = open.filter((at) => answers[at]?.at(-1) !== end && !isFull(at));
      await breathe?.();
    }
  }
  return answers.map((ids) => (ids.at(-1) === end ? ids.slice(0, -1) : ids));
}

/** The features of some pictures, `[B, width]`. */
export function rowsOf({ width, data }: Features, pictures: readonly number[]): Tensor2D {
  const rows = new Float32Array(pictures.length * width);
  for (const [row, at] of pictures.entries()) rows.set(data.subarray(at * width, (at + 1) * width), row * width);
  return tensor2d(rows, [pictures.length, width]);
}
