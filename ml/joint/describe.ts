import type { Arrays } from '../arrays';
import { type ForwardContext, runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import { argMax, gather, keep, reshape, type Tensor, type Tensor2D, tensor, tensor1d, tensor2d, tidy } from '../tf';

/** Networks of a model that describes pictures: what sees, what makes tokens of it, and the language model that reads them before its words, or between its blocks. */
export interface DescriberRoles {
  readonly picture: Network;
  readonly projector: Network;
  readonly language: Network;
  /** The token that words begin behind, where the picture does not stand before them. */
  readonly begins?: number | undefined;
}

type Weights = Readonly<Record<string, Tensor>>;

/** A token of a row, by its place among the words: that which is to be foretold. */
export interface Asked {
  readonly row: number;
  readonly place: number;
}

/** Pictures `[B, …]`, scaled as training sees them, as tokens for the language model `[B, places, width]`. Differentiable. */
export function seenTokens(
  { picture, projector }: Pick<DescriberRoles, 'picture' | 'projector'>,
  weights: Weights,
  pictures: Tensor,
  context: ForwardContext = {},
): Tensor {
  const seen = runNetwork(picture, weights, { input: pictures }, context);
  return runNetwork(projector, weights, { input: seen }, context);
}

/**
 * The logits `[N, V]` of tokens that are asked for, each foretold by the picture and by all words before it (Liu et al. 2023, eq. 1). `prefix [B, places, width]`
 * stands before the words of each row, or is looked at from between the blocks, and then `begins` stands there; `rows` are the words so far. Differentiable.
 */
export function describeLogits(
  { language, begins }: Pick<DescriberRoles, 'language' | 'begins'>,
  weights: Weights,
  prefix: Tensor,
  rows: readonly (readonly number[])[],
  asked: readonly Asked[],
  context: ForwardContext = {},
): Tensor2D {
  const begun = begins === undefined ? rows : rows.map((row) => [begins, ...row]);
  // What stands before the first word: the picture, or the token that begins.
  const [before, places] = begins === undefined ? [prefix.shape[1] ?? 0, prefix.shape[1] ?? 0] : [1, 0];
  // Shorter rows are filled up behind, where what is asked for does not look.
  const length = Math.max(1, ...begun.map((row) => row.length));
  const ids = new Int32Array(rows.length * length);
  for (const [at, row] of begun.entries()) ids.set(row, at * length);
  const wanted = tensor1d(
    Int32Array.from(asked, ({ row, place }) => row * (places + length) + before + place - 1),
    'int32',
  );
  const input = tensor2d(ids, [rows.length, length], 'int32');
  const logits = runNetwork(language, weights, { input, prefix }, { ...context, places: wanted });
  return reshape(logits, [asked.length, -1]);
}

/** What is said before an answer, by the place of the picture that it is about. Nothing said: the picture is described. */
export interface Prompt {
  readonly picture: number;
  readonly ids: readonly number[];
}

export interface DescribeOptions {
  /** An answer ends before this token, or after so many, or where there is no more room. */
  readonly end: number;
  readonly most: number;
  /** Words of a row, question and answer, that the language model has room for. */
  readonly room: number;
  readonly breathe?: () => Promise<void>;
}

/** Rows that are answered together. */
const TOGETHER = 64;

/** Answers each prompt with the likeliest token after the other, seeing its picture: the tokens of each answer, without its end. */
export async function describe(
  roles: DescriberRoles,
  weights: Weights,
  pictures: Arrays,
  prompts: readonly Prompt[],
  { end, most, room, breathe }: DescribeOptions,
): Promise<number[][]> {
  const answers: number[][] = prompts.map(() => []);
  for (let from = 0; from < prompts.length; from += TOGETHER) {
    const some = prompts.slice(from, from + TOGETHER);
    const seen = tidy(() => seenTokens(roles, weights, picturesAt(pictures, some)));
    try {
      let open = some.map((_, row) => row);
      for (let step = 0; step < most && open.length > 0; step++) {
        const rows = open.map((row) => [...(some[row]?.ids ?? []), ...(answers[from + row] ?? [])]);
        const likeliest = await readOnce<'int32'>(
          tidy(() => {
            const prefix = gather(seen, tensor1d(open, 'int32'));
            const asked = rows.map(({ length }, row) => ({ row, place: length }));
            return keep(argMax(describeLogits(roles, weights, prefix, rows, asked), -1));
          }),
        );
        for (const [at, row] of open.entries()) answers[from + row]?.push(likeliest[at] ?? end);
        const isFull = (row: number) => (some[row]?.ids.length ?? 0) + (answers[from + row]?.length ?? 0) > room;
        open = open.filter((row) => answers[from + row]?.at(-1) !== end && !isFull(row));
        await breathe?.();
      }
    } finally {
      seen.dispose();
    }
  }
  return answers.map((ids) => (ids.at(-1) === end ? ids.slice(0, -1) : ids));
}

/** The picture of each, `[B, …shape]`. */
export function picturesAt({ shape, data }: Arrays, about: readonly { readonly picture: number }[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const rows = new Float32Array(about.length * size);
  for (const [row, { picture }] of about.entries())
    rows.set(data.subarray(picture * size, (picture + 1) * size), row * size);
  return tensor(rows, [about.length, ...shape]);
}
