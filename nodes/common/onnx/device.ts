import type { LlmOnnx } from '@/graph';
import type { Form } from './forms';

export type Device = LlmOnnx['device'];

/** A graphics card as WebGPU reaches it. */
export interface Card {
  /** The processor plays it. */
  readonly software: boolean;
  /** It computes in half precision. */
  readonly half: boolean;
}

/** The card that ONNX Runtime would be given; null where there is none. */
export async function graphicsCard(): Promise<Card | null> {
  if (typeof navigator === 'undefined') return null;
  const gpu: unknown = Reflect.get(navigator, 'gpu');
  if (!(gpu instanceof Object) || !('requestAdapter' in gpu) || typeof gpu.requestAdapter !== 'function') return null;
  const adapter: unknown = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!(adapter instanceof Object)) return null;
  const info: unknown = Reflect.get(adapter, 'info');
  const software = info instanceof Object && (Reflect.get(info, 'isFallbackAdapter') === true || isSoftware(info));
  const features: unknown = Reflect.get(adapter, 'features');
  const has: unknown = features instanceof Object && Reflect.get(features, 'has');
  return {
    software,
    half: typeof has === 'function' && Reflect.apply(has, features, ['shader-f16']) === true,
  };
}

const isSoftware = (info: object): boolean =>
  /swiftshader|llvmpipe|software/i.test(
    ['vendor', 'architecture', 'device', 'description'].map((key) => Reflect.get(info, key)).join(' '),
  );

/** Bytes are computed with by processors; there are no WebGPU kernels for most of what such models do. */
const FOR_PROCESSORS: ReadonlySet<Form> = new Set(['q8', 'int8', 'uint8']);
const IN_HALF: ReadonlySet<Form> = new Set(['fp16', 'q4f16']);

/** Where a model of this form computes, best. */
export const bestDevice = (form: Form, card: Card | null): 'webgpu' | 'wasm' =>
  card && !card.software && !FOR_PROCESSORS.has(form) && (card.half || !IN_HALF.has(form)) ? 'webgpu' : 'wasm';
