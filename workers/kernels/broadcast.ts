import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelContext, sizeOf } from './kernel';
import { type Axis, denseSteps, fewestAxes, writeAxes } from './layout';
import { grainOf } from './threads/parallel';

/** Numbers that a row is cut to where it stands alone, and that are worth a unit. */
const PIECE = 2_048;
const BOTH = 0;
const NUMBER_B = 1;
const NUMBER_A = 2;

/** How a kernel of wasm/broadcast.ts is run for two tensors whose shapes fit, into `out`, whose numbers are `bytesOut` bytes each. */
export function broadcaster({ heap, parallel }: Pick<KernelContext, 'heap' | 'parallel'>, kernel: string) {
  const run = (axes: readonly Axis[], ops: readonly number[], addresses: readonly [number, number, number]) => {
    const inner = axes.at(-1) ?? { length: 1, steps: [4, 4] };
    const row = axes.at(-2) ?? { length: 1, steps: [0, 0] };
    const outer = axes.slice(0, -2);
    const last = inner.steps[0] === 0 ? NUMBER_A : inner.steps[1] === 0 ? NUMBER_B : BOTH;
    const perUnit = Math.max(1, Math.floor(PIECE / inner.length));
    const units = sizeOf(outer.map(({ length }) => length)) * Math.ceil(row.length / perUnit);
    const rows = [row.length, perUnit, ...row.steps, inner.length, last];
    const grain = grainOf(2 * perUnit * inner.length);
    parallel.run(kernel, units, grain, outer.length, writeAxes(heap, outer), ...rows, ...ops, ...addresses);
  };

  return (a: TensorInfo, b: TensorInfo, out: TensorInfo, ops: readonly [number, number], bytesOut: number): void => {
    const axes = fewestAxes(broadcastAxes(a.shape, b.shape, out.shape));
    if (axes.some(({ length }) => length === 0)) return;
    const [fromA, fromB, to] = [heap.addressOf(a), heap.addressOf(b), heap.addressOf(out)];
    const [only] = axes;
    if (axes.length !== 1 || !only || only.length <= PIECE) {
      run(axes, ops, [fromA, fromB, to]);
      return;
    }
    const pieces = Math.floor(only.length / PIECE);
    const [stepA, stepB] = only.steps;
    const piece = { length: PIECE, steps: only.steps };
    run([{ length: pieces, steps: [PIECE * stepA, PIECE * stepB] }, piece], ops, [fromA, fromB, to]);
    const done = pieces * PIECE;
    if (done === only.length) return;
    const rest = { length: only.length - done, steps: only.steps };
    run([rest], ops, [fromA + done * stepA, fromB + done * stepB, to + done * bytesOut]);
  };
}

/** The axes of a result, with the steps of both operands: none along what is repeated. */
function broadcastAxes(a: readonly number[], b: readonly number[], out: readonly number[]): readonly Axis[] {
  const stepsOf = (shape: readonly number[]) => {
    const padded = [...Array<number>(out.length - shape.length).fill(1), ...shape];
    return denseSteps(padded, 4).map((step, axis) => (padded[axis] === 1 ? 0 : step));
  };
  const [stepsA, stepsB] = [stepsOf(a), stepsOf(b)];
  return out.map((length, axis) => ({ length, steps: [stepsA[axis] ?? 0, stepsB[axis] ?? 0] }));
}
