import type { WasmHeap } from './heap';
import { type KernelContext, sizeOf } from './kernel';
import { grainOf } from './threads/parallel';

/** One axis that two operands are walked along together: how long it is, and how many bytes a step is in either. */
export interface Axis {
  readonly length: number;
  readonly steps: readonly [number, number];
}

/** The fewest axes that walk the same way: those of length one left out, those that follow on each other made one. */
export function fewestAxes(axes: readonly Axis[]): readonly Axis[] {
  const out: Axis[] = [];
  for (const axis of axes) {
    if (axis.length === 1) continue;
    const outer = out.at(-1);
    const follows = outer?.steps.every((step, operand) => step === axis.length * (axis.steps[operand] ?? 0));
    if (outer && follows) out[out.length - 1] = { length: outer.length * axis.length, steps: axis.steps };
    else out.push(axis);
  }
  return out;
}

/** Bytes of a step along each axis of a dense tensor. */
export const denseSteps = (shape: readonly number[], bytes: number): readonly number[] =>
  shape.map((_, axis) => bytes * sizeOf(shape.slice(axis + 1)));

/** Writes axes as wasm/strided.ts reads them; gives the table's address, good until the next scratch. */
export function writeAxes(heap: WasmHeap, axes: readonly Axis[]): number {
  const table = heap.scratch(12 * axes.length + 4);
  heap.writeAddresses(
    table,
    axes.flatMap(({ length, steps }) => [length, ...steps]),
  );
  return table;
}

/** Copies numbers of `bytes` bytes (1 or 4) from an address to an address, along axes in the target's order; their steps are the source's and the target's. */
export type Move = (axes: readonly Axis[], from: number, to: number, bytes: number) => void;

/** Bytes that are worth a unit, and the run that is cut to pieces of that. */
const UNIT_BYTES = 8_192;
const LONG_RUN = 65_536;
/** Rows in a unit of `transposeTiles`. */
const STRIPE = 16;
/** Numbers that move singly, told as so many operations to the threads. */
const SINGLE = 4;

/** How numbers are moved on all threads. */
export function mover({ heap, parallel }: Pick<KernelContext, 'heap' | 'parallel'>): Move {
  const copy = (outer: readonly Axis[], row: Axis, run: number, from: number, to: number) => {
    const perUnit = Math.max(1, Math.floor(UNIT_BYTES / run));
    const units = countOf(outer) * Math.ceil(row.length / perUnit);
    const numbers = [outer.length, writeAxes(heap, outer), row.length, perUnit, ...row.steps, run, from, to];
    parallel.run('copyRows', units, grainOf((perUnit * run) / 4), ...numbers);
  };

  return (given, from, to, bytes) => {
    const axes = fewestAxes(given);
    if (axes.some(({ length }) => length === 0)) return;
    const inner = axes.at(-1) ?? one;
    const row = axes.at(-2) ?? one;
    const outer = axes.slice(0, -2);
    if (axes.length === 0) return copy([], one, bytes, from, to);
    if (inner.steps[0] === bytes && inner.steps[1] === bytes) {
      const run = inner.length * bytes;
      if (axes.length > 1 || run <= LONG_RUN) return copy(outer, row, run, from, to);
      const pieces = Math.floor(run / LONG_RUN);
      const done = pieces * LONG_RUN;
      copy([], { length: pieces, steps: [LONG_RUN, LONG_RUN] }, LONG_RUN, from, to);
      if (done < run) copy([], one, run - done, from + done, to + done);
      return;
    }
    const dense = axes.find(({ steps }) => steps[0] === 4);
    if (bytes === 4 && inner.steps[1] === 4 && inner.length >= 4 && dense && dense.length >= 4) {
      const others = axes.filter((axis) => axis !== inner && axis !== dense);
      const units = countOf(others) * Math.ceil(inner.length / STRIPE);
      const sizes = [inner.length, dense.length, inner.steps[0], dense.steps[1]];
      const numbers = [others.length, writeAxes(heap, others), ...sizes, from, to];
      parallel.run('transposeTiles', units, grainOf(STRIPE * dense.length), ...numbers);
      return;
    }
    const perUnit = Math.max(1, Math.floor(UNIT_BYTES / (inner.length * bytes)));
    const units = countOf(outer) * Math.ceil(row.length / perUnit);
    const rows = [row.length, perUnit, ...row.steps, inner.length, ...inner.steps, bytes];
    const grain = grainOf(SINGLE * perUnit * inner.length);
    parallel.run('moveRows', units, grain, outer.length, writeAxes(heap, outer), ...rows, from, to);
  };
}

const one: Axis = { length: 1, steps: [0, 0] };
const countOf = (axes: readonly Axis[]): number => sizeOf(axes.map(({ length }) => length));
