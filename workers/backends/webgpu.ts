import * as tf from '@tensorflow/tfjs-core';
import {
  type BackendOptions,
  BackendUnavailableError,
  type Candidate,
  graphicsLabel,
  isSoftwareRenderer,
} from './backend';

/** Makes WebGPU, with our fused kernels, the current backend. Throws a BackendUnavailableError where there is no adapter. */
export async function startWebgpu({ log }: Pick<BackendOptions, 'log'>): Promise<Candidate> {
  const adapter = await webgpuAdapter();
  if (!adapter) throw new BackendUnavailableError('webgpu', 'This browser offers no WebGPU here.');
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) {
    throw new BackendUnavailableError('webgpu', 'The graphics card refused a WebGPU device.');
  }
  const [{ installGraphicsKernels }, { webgpuKernels }] = await Promise.all([
    import('@/workers/gpu/install'),
    import('@/workers/gpu/webgpu/list'),
  ]);
  await installGraphicsKernels('webgpu', tf.backend(), webgpuKernels, log);
  return { threads: 1, label: graphicsLabel('WebGPU', adapter) };
}

/** The adapter TF.js would be given, and whether it is a real card; null where there is none. */
export async function webgpuAdapter(): Promise<{ readonly software: boolean } | null> {
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
  return { software: fallback || isSoftwareRenderer(words.join(' ')) };
}
