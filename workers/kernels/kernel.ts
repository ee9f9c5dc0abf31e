import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './heap';
import type { KernelModule } from './module';
import type { Parallel } from './threads/parallel';

/** What a kernel is made from. */
export interface KernelContext {
  readonly heap: WasmHeap;
  readonly module: KernelModule;
  /** Runs functions of the module over ranges, on all threads. */
  readonly parallel: Parallel;
  /** TF.js's own kernel of that name, for the cases ours leaves to it; undefined where TF.js has none. */
  readonly original: KernelFunc | undefined;
}

/** A kernel of ours, under TF.js's name for it. */
export interface WasmKernel {
  readonly name: string;
  create(context: KernelContext): KernelFunc;
  /** One small computation with a result known otherwise; throws when the kernel is wrong on this machine. */
  selfTest(test: SelfTest): void;
}

export interface SelfTest {
  /** Runs the kernel on tensors of these numbers and compares each number of its first result, to float32 tolerance. */
  expect(
    inputs: Readonly<Record<string, TestTensor>>,
    attrs: NamedAttrMap,
    expected: { readonly shape: readonly number[]; readonly values: ArrayLike<number> },
  ): void;
  /** The same for a kernel that works in place: compares the numbers of this input after the run. */
  expectInput(
    name: string,
    inputs: Readonly<Record<string, TestTensor>>,
    attrs: NamedAttrMap,
    values: ArrayLike<number>,
  ): void;
}

export interface TestTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** Complex numbers lie as complex.ts has them, all real parts first; what is expected of a kernel, as they are read. */
  readonly dtype?: 'float32' | 'int32' | 'bool' | 'complex64';
}

/** The named input; throws a TypeError when the op did not give it. */
export function input(inputs: Readonly<Record<string, TensorInfo | undefined>>, name: string): TensorInfo {
  const tensor = inputs[name];
  if (!tensor) throw new TypeError(`The kernel needs its input "${name}".`);
  return tensor;
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** Runs TF.js's own kernel. Throws a TypeError where there is none. */
export function runOriginal(
  original: KernelFunc | undefined,
  params: Parameters<KernelFunc>[0],
): ReturnType<KernelFunc> {
  if (!original) throw new TypeError('The wasm backend has no kernel for this case.');
  return original(params);
}

/** The named input of a fused kernel: throws a TypeError unless it is there and of float32. */
export function floats(inputs: Readonly<Record<string, TensorInfo | undefined>>, name: string): TensorInfo {
  const tensor = input(inputs, name);
  if (tensor.dtype !== 'float32') throw new TypeError(`The kernel's input "${name}" is ${tensor.dtype}, not float32.`);
  return tensor;
}

/** The named input, which must hold `size` float32 numbers. Throws a RangeError where it holds more or fewer. */
export function floatsOf(
  inputs: Readonly<Record<string, TensorInfo | undefined>>,
  name: string,
  size: number,
): TensorInfo {
  const tensor = floats(inputs, name);
  if (sizeOf(tensor.shape) === size) return tensor;
  throw new RangeError(`The kernel's input "${name}" is [${tensor.shape}], and should hold ${size} numbers.`);
}

/** The logits `[..., V]` and int32 labels `[...]` of cross-entropy. Throws a RangeError where there is not one label for each row. */
export function labelledRows(inputs: Readonly<Record<string, TensorInfo | undefined>>) {
  const logits = floats(inputs, 'logits');
  const labels = input(inputs, 'labels');
  const rows = sizeOf(logits.shape.slice(0, -1));
  if (labels.dtype !== 'int32' || sizeOf(labels.shape) !== rows) {
    throw new RangeError(
      `${rows} rows of logits need as many int32 labels: these are [${labels.shape}] ${labels.dtype}.`,
    );
  }
  return { logits, labels, rows, length: logits.shape.at(-1) ?? 1 };
}

/** The sizes of group norm's input `x [images, ..., channels]`. Throws a RangeError where its channels do not divide into the groups. */
export function groupedSizes(x: TensorInfo, attribute: unknown) {
  const images = x.shape[0] ?? 0;
  const channels = x.shape.at(-1) ?? 0;
  const places = sizeOf(x.shape.slice(1, -1));
  const groups = Number(attribute);
  if (x.shape.length < 2 || !(groups >= 1) || channels % groups !== 0) {
    throw new RangeError(`Group norm of [${x.shape}]: ${channels} channels do not divide into ${groups} groups.`);
  }
  return { images, places, channels, groups };
}

/** The attribute of that name. Throws a TypeError where it is no number. */
export function numberOf(attrs: NamedAttrMap | undefined, name: string): number {
  const value = attrs?.[name];
  if (typeof value !== 'number') throw new TypeError(`The kernel needs its number “${name}”.`);
  return value;
}
