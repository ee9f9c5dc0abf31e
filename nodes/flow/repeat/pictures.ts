import { type Examples, numbersIn } from '@/graph';
import { takeArrays } from '@/ml/arrays';

/** Numbers of pictures that are kept of all rounds together; of more the first rounds give way. */
const MOST_NUMBERS = 2_000_000;

/** Examples of one more round behind those of the rounds before, each with what is said of its round as its caption. */
export function withRound(before: Examples | undefined, made: Examples, said: string): Examples {
  const captioned = (examples: Examples): Examples => ({
    shape: examples.shape,
    count: examples.count,
    data: examples.data,
    captions: Array.from({ length: examples.count }, () => said),
  });
  const own = captioned(made);
  // What is of another shape cannot stand beside it.
  if (!before || before.shape.join() !== made.shape.join()) return own;
  const data = new Float32Array(before.data.length + own.data.length);
  data.set(before.data);
  data.set(own.data, before.data.length);
  const all: Examples = {
    shape: made.shape,
    count: before.count + own.count,
    data,
    captions: [...(before.captions ?? []), ...(own.captions ?? [])],
  };
  const most = Math.max(own.count, Math.floor(MOST_NUMBERS / numbersIn(made.shape)));
  if (all.count <= most) return all;
  return takeArrays(
    all,
    Array.from({ length: most }, (_, index) => all.count - most + index),
  );
}
