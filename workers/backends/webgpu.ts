import * as tf from '@tensorflow/tfjs-core';
import { HALF_FEATURE, withHalf } from '@/workers/gpu/webgpu/half-device';
import {
  type BackendOptions,
  BackendUnavailableError,
  type Candidate,
  graphicsLabel,
  isSoftwareRenderer,
} from './backend';

/** Makes WebGPU, with our fused kernels and products in half precision where they are worth it, the current backend. Throws a BackendUnavailableError where there is no adapter. */
export async function startWebgpu({ log, half = true }: Pick<BackendOptions, 'log' | 'half'>): Promise<Candidate> {
  const adapter = await webgpuAdapter();
  if (!adapter) throw new BackendUnavailableError('webgpu', 'This browser offers no WebGPU here.');
  await import('@tensorflow/tfjs-backend-webgpu');
  const [{ installGraphicsKernels }, { webgpuKernels }, { installHalf }] = await Promise.all([
    import('@/workers/gpu/install'),
    import('@/workers/gpu/webgpu/list'),
    import('@/workers/gpu/webgpu/half'),
  ]);
  if (!(await withHalf(navigator.gpu, () => tf.setBackend('webgpu')))) {
    throw new BackendUnavailableError('webgpu', 'The graphics card refused a WebGPU device.');
  }
  await installGraphicsKernels('webgpu', tf.backend(), webgpuKernels, log);
  const inHalf = await installHalf(tf.backend(), { wished: half, log });
  return { threads: 1, label: `${graphicsLabel('WebGPU', adapter)}${inHalf ? ' · half precision' : ''}` };
}

/** The adapter TF.js would be given, whether it is a real card and offers half precision; null where there is none. */
export async function webgpuAdapter(): Promise<{ readonly software: boolean; readonly half: boolean } | null> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return null;
  const { gpu } = navigator;
  if (typeof gpu !== 'object' || gpu === null || !('requestAdapter' in gpu)) return null;
  if (typeof gpu.requestAdapter !== 'function') return null;
  const adapter: unknown = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (typeof adapter !== 'object' || adapter === null) return null;
  const info = 'info' in adapter && typeof adapter.info === 'object' && adapter.info !== null ? adapter.info : {};
  const words = ['vendor', 'architecture', 'device', 'description'].map((key) => Reflect.get(info, key));
  const fallback =
    Reflect.get(info, 'isFallbackAdapter') === true || Reflect.get(adapter, 'isFallbackAdapter') === true;
  const features: unknown = Reflect.get(adapter, 'features');
  const has: unknown = features instanceof Object && Reflect.get(features, 'has');
  const half = typeof has === 'function' && Reflect.apply(has, features, [HALF_FEATURE]) === true;
  return { software: fallback || isSoftwareRenderer(words.join(' ')), half };
}
