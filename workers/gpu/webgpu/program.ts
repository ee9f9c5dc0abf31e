import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { sizeOf } from '@/workers/kernels/kernel';

/** A program in WGSL. Its tensors are flat arrays under the names given here; every name must be used in the code. */
export interface Shader {
  /** Unlike any other's; the same name is the same code. */
  readonly name: string;
  /** What is only read. */
  readonly reads: readonly string[];
  /** What is written, read too or not; the first is `result` to TF.js, and goes by that name in the code as well. */
  readonly writes: readonly string[];
  /** Numbers given at each start, as `uniforms.NAME`. */
  readonly uniforms: Readonly<Record<string, 'i32' | 'f32'>>;
  /** `fn main(index: i32)`, where `index / LANES` is the group and `lane()` the place in it; groups beyond the last may run. */
  readonly code: string;
}

export interface ShaderRun {
  readonly reads: readonly TensorInfo[];
  readonly writes: readonly TensorInfo[];
  readonly uniforms: Readonly<Record<string, number>>;
  /** How many groups of LANES. */
  readonly groups: number;
}

/** Invocations in a group. */
export const LANES = 64;

/** Starts a program on a WebGPU backend, in TF.js's own queue. Tensors that are written keep their buffers: this is how numbers are updated in place. */
export function runShader(
  backend: WebGPUBackend,
  shader: Shader,
  { reads, writes, uniforms, groups }: ShaderRun,
): void {
  const [result, ...others] = writes.map((tensor) => flat(writable(backend, tensor)));
  if (!result) throw new TypeError(`The program ${shader.name} writes nothing.`);
  const names = Object.keys(shader.uniforms);
  const program: WebGPUProgram = {
    variableNames: [...shader.reads, ...shader.writes.slice(1).map((name) => `${name}Slot`)],
    outputShape: result.shape,
    dispatchLayout: { x: [0] },
    dispatch: [Math.max(1, groups), 1, 1],
    workgroupSize: [LANES, 1, 1],
    shaderKey: `genloom_${shader.name}`,
    uniforms: names.map((name) => `${name} : ${shader.uniforms[name]},`).join(' '),
    getUserCode: () => sourceOf(shader),
  };
  const given = names.map((name) => ({
    type: shader.uniforms[name] === 'i32' ? 'int32' : 'float32',
    data: [uniforms[name] ?? 0],
  }));
  backend.runWebGPUProgram(program, [...reads.map(flat), ...others], result.dtype, given, result);
}

/**
 * TF.js declares one array that is written and binds the others as read only. A second declaration of the same binding is what the code uses then; WGSL
 * lets two have one as long as an entry point uses only one of them.
 */
function sourceOf({ reads, writes, code }: Shader): string {
  const declared = writes
    .slice(1)
    .map(
      (name, index) => `@group(0) @binding(${1 + reads.length + index}) var<storage, read_write> ${name} : array<f32>;`,
    );
  return [`const LANES = ${LANES};`, ...declared, COMMON, code].join('\n');
}

const COMMON = `
  fn lane() -> i32 { return i32(localIndex); }
  var<workgroup> shared_ : array<f32, LANES>;
  // The sum over a group, the same in each of its invocations. Added in an order that is always the same.
  fn total(value : f32) -> f32 {
    shared_[localIndex] = value;
    workgroupBarrier();
    for (var half = LANES / 2; half > 0; half = half / 2) {
      if (lane() < half) { shared_[localIndex] = shared_[localIndex] + shared_[lane() + half]; }
      workgroupBarrier();
    }
    let sum = shared_[0];
    workgroupBarrier();
    return sum;
  }
  fn largest(value : f32) -> f32 {
    shared_[localIndex] = value;
    workgroupBarrier();
    for (var half = LANES / 2; half > 0; half = half / 2) {
      if (lane() < half) { shared_[localIndex] = max(shared_[localIndex], shared_[lane() + half]); }
      workgroupBarrier();
    }
    let most = shared_[0];
    workgroupBarrier();
    return most;
  }
  // σ(x), without an exponential that overflows.
  fn sigmoid(x : f32) -> f32 {
    let small = exp(-abs(x));
    return select(1.0, small, x < 0.0) / (1.0 + small);
  }
`;

/** On the card, and only there: what JavaScript last read of it is not what it will be. */
function writable(backend: WebGPUBackend, tensor: TensorInfo): TensorInfo {
  backend.uploadToGPU(tensor.dataId);
  Reflect.set(backend.tensorMap.get(tensor.dataId), 'values', null);
  return tensor;
}

/** One axis: then a program is compiled once, whatever the ranks of what it is given. */
const flat = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => ({ dataId, shape: [sizeOf(shape)], dtype });

/** The WebGPU backend that a kernel was called on. Throws a TypeError for any other. */
export function webgpu(backend: unknown): WebGPUBackend {
  if (isWebGPU(backend)) return backend;
  throw new TypeError('Programs in WGSL need the WebGPU backend.');
}

/** By what it carries, not by its class: a bundle may hold the class twice. */
const isWebGPU = (backend: unknown): backend is WebGPUBackend =>
  typeof backend === 'object' && backend !== null && 'runWebGPUProgram' in backend;

/** A new tensor; its numbers are not yet written, except that there are none to write in an empty one. */
export function output(
  backend: KernelBackend & Pick<WebGPUBackend, 'makeTensorInfo'>,
  shape: readonly number[],
): TensorInfo {
  const values = sizeOf(shape) === 0 ? util.getTypedArrayFromDType('float32', 0) : undefined;
  return backend.makeTensorInfo([...shape], 'float32', values);
}

/** A new tensor of zeros. */
export const zeros = (backend: WebGPUBackend, shape: readonly number[]): TensorInfo =>
  backend.makeTensorInfo([...shape], 'float32', new Float32Array(sizeOf(shape)));
