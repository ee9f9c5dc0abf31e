/** onnxruntime-web on its own WebAssembly, with as many threads as ours. */
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { contend, type Task } from '../support/contender';
import { forcedIds, type Generation } from './generation';
import { cacheNames, onnxGpt } from './onnx-gpt';

/** Asks for the next token as the file of onnx-gpt.ts gives it. The cache is what the last answer held. */
async function createWriter(settings: Generation) {
  const { layers, heads, width, vocabulary } = settings;
  const session = await InferenceSession.create(onnxGpt(settings), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  let cache: Record<string, Tensor> = {};
  let past = 0;
  return {
    /** Forgets what was written. */
    begin() {
      past = 0;
      const empty = new Tensor('float32', new Float32Array(0), [1, heads, 0, width / heads]);
      cache = {};
      for (let layer = 0; layer < layers; layer++) {
        const names = cacheNames(layer);
        cache[names.pastKeys] = empty;
        cache[names.pastValues] = empty;
      }
    },
    /** The logits after these further ids. */
    async next(ids: readonly number[]): Promise<Float32Array> {
      const seen = past + ids.length;
      const mask = new Float32Array(ids.length * seen);
      for (let row = 0; row < ids.length; row++) mask.fill(-1e9, row * seen + past + row + 1, (row + 1) * seen);
      const positions = BigInt64Array.from(ids, (_, index) => BigInt(past + index));
      const result = await session.run({
        ...cache,
        ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
        positions: new Tensor('int64', positions, [ids.length]),
        mask: new Tensor('float32', mask, [ids.length, seen]),
      });
      for (let layer = 0; layer < layers; layer++) {
        const names = cacheNames(layer);
        cache[names.pastKeys] = found(result, names.keys);
        cache[names.pastValues] = found(result, names.values);
      }
      past = seen;
      return found(result, 'logits').data.subarray(-vocabulary);
    },
    release: () => session.release(),
  };
}

const generation: Task<Generation> = async (settings) => {
  const writer = await createWriter(settings);
  return {
    async round(runs, warm) {
      const times: number[] = [];
      for (let run = 0; run < warm + runs; run++) {
        const began = performance.now();
        writer.begin();
        const ids: number[] = [];
        while (ids.length < settings.tokens)
          ids.push(likeliest(await writer.next(ids.length === 0 ? settings.prompt : ids.slice(-1))));
        times.push(performance.now() - began);
      }
      return { times: times.slice(warm), values: [] };
    },
    dispose: () => void writer.release(),
  };
};

const nextLogits: Task<Generation> = async (settings) => {
  const writer = await createWriter(settings);
  return {
    async round() {
      writer.begin();
      const values: number[] = [];
      let ids = settings.prompt;
      for (const next of forcedIds(settings)) {
        for (const logit of await writer.next(ids)) values.push(logit);
        ids = [next];
      }
      return { times: [], values };
    },
    dispose: () => void writer.release(),
  };
};

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if ((logits[id] ?? 0) > (logits[best] ?? 0)) best = id;
  return best;
}

function found(tensors: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`there is no “${name}”`);
  return tensor;
}

env.wasm.numThreads = navigator.hardwareConcurrency;
env.wasm.wasmPaths = '/onnxruntime/';
console.log(`onnxruntime-web, ${env.wasm.numThreads} threads`);
contend({ generation, 'next-logits': nextLogits });
