import type { KernelFunc } from '@tensorflow/tfjs-core';
import * as tf from '@/ml/tf';

/** From now on notes how long each kernel of wasm takes. `withShapes`: each kernel's shapes apart. */
export function startProfile({ withShapes }: { readonly withShapes: boolean }) {
  const spent = new Map<string, { ms: number; calls: number }>();
  for (const config of tf.getKernelsForBackend('wasm')) {
    const { kernelFunc, kernelName } = config;
    const timed: KernelFunc = (params) => {
      const start = performance.now();
      const result = kernelFunc(params);
      const shapes = withShapes
        ? ` ${Object.values(params.inputs)
            .map((one) => `[${one?.shape}]${one?.dtype === 'int32' ? 'i' : ''}`)
            .join(' ')} ${JSON.stringify(params.attrs ?? {}).slice(0, 60)}`
        : '';
      const entry = spent.get(kernelName + shapes) ?? { ms: 0, calls: 0 };
      spent.set(kernelName + shapes, { ms: entry.ms + performance.now() - start, calls: entry.calls + 1 });
      return result;
    };
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ ...config, kernelFunc: timed });
  }
  return {
    /** Prints where the time of `steps` steps of `stepMs` each went. */
    print(steps: number, stepMs: number): void {
      const all = [...spent.values()].reduce((sum, { ms }) => sum + ms, 0);
      console.log(`kernels ${(all / steps).toFixed(1)} of ${stepMs.toFixed(1)} ms a step`);
      const dearest = [...spent].sort(([, a], [, b]) => b.ms - a.ms).slice(0, withShapes ? 60 : 40);
      for (const [name, { ms, calls }] of dearest) {
        const each = `${(ms / steps).toFixed(2).padStart(8)} ms ${(calls / steps).toFixed(1).padStart(7)}`;
        console.log(name.padEnd(withShapes ? 90 : 24), each);
      }
    },
  };
}
