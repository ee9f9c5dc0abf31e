import type { KernelFunc } from '@tensorflow/tfjs-core';
import * as tf from '@/ml/tf';

interface Counts {
  calls: number;
  dispatches: number;
}

/** From now on counts how often each kernel of a graphics backend is called, and how many programs the card is given for it. */
export function countDispatches(backend: 'webgpu' | 'webgl') {
  const byName = new Map<string, Counts>();
  let running = 'outside of kernels';
  const entry = (name: string): Counts => {
    const known = byName.get(name) ?? { calls: 0, dispatches: 0 };
    byName.set(name, known);
    return known;
  };
  for (const config of tf.getKernelsForBackend(backend)) {
    const counted: KernelFunc = (params) => {
      const outer = running;
      running = config.kernelName;
      entry(running).calls++;
      try {
        return config.kernelFunc(params);
      } finally {
        running = outer;
      }
    };
    tf.unregisterKernel(config.kernelName, backend);
    tf.registerKernel({ ...config, kernelFunc: counted });
  }
  const note = () => {
    entry(running).dispatches++;
  };
  if (backend === 'webgpu') before(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', note);
  else before(WebGL2RenderingContext.prototype, 'drawElements', note);
  return {
    clear: () => byName.clear(),
    /** Prints what came in `steps` steps, the most programs first. */
    print(title: string, steps: number): void {
      const rows = [...byName].sort(([, a], [, b]) => b.dispatches - a.dispatches || b.calls - a.calls);
      const total = (of: (counts: Counts) => number) => rows.reduce((sum, [, counts]) => sum + of(counts), 0) / steps;
      console.log(`${title}: ${total(({ dispatches }) => dispatches).toFixed(1)} programs a step`);
      for (const [name, { calls, dispatches }] of rows) {
        const each = [calls, dispatches].map((count) => (count / steps).toFixed(1).padStart(8));
        console.log(`  ${name.padEnd(28)}${each[0]} calls${each[1]} programs`);
      }
    },
  };
}

/** Has a method tell whenever it is called. */
function before<Name extends string>(
  of: { [name in Name]: (...given: never[]) => unknown },
  name: Name,
  tell: () => void,
): void {
  const original = of[name];
  Object.defineProperty(of, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...given: unknown[]) {
      tell();
      return Reflect.apply(original, this, given);
    },
  });
}
