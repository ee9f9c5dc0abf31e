/**
 * Programs that a GPT training step (2 layers, width 64, 2 heads, 32 tokens, batch 2, vocabulary 64, AdamW) starts on a graphics backend. `--composed`:
 * without the fused kernels of ours; `--swiglu`: with the norm and the gate of Llama in place of GPT-2's.
 */
import { languageModel } from '@/ml/objectives/language-model';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { startBackend } from '@/workers/backends';
import { webglKernels } from '@/workers/gpu/webgl/list';
import { webgpuKernels } from '@/workers/gpu/webgpu/list';
import { countDispatches } from '../support/count-dispatches';
import { asked, finish } from '../support/environment';

const backend = asked('webgl') ? 'webgl' : 'webgpu';
const composed = asked('--composed');
const llama = asked('--swiglu');

const { label } = await startBackend(backend, { wasmPath: '/tfjs/', log: console.log });
for (const { name } of backend === 'webgl' ? webglKernels : webgpuKernels) {
  if (composed && tf.getKernel(name, backend)) tf.unregisterKernel(name, backend);
}

const network = gpt({
  ...{ vocabulary: 64, width: 64, layers: 2, heads: 2, context: 32 },
  ...(llama ? { positions: 'rope', norm: 'rms-norm', activation: 'swiglu' } : { bias: true }),
});
const ids = Int32Array.from({ length: 2000 }, (_, index) => (index * index) % 61);
const steps = 4;

// The first steps make what is kept; an evaluation follows the last.
const warm = 2;
const counted = countDispatches(backend);
await trainNetwork({
  network,
  data: { training: { ids, blockLength: 32 } },
  objective: languageModel,
  optimiser: { kind: 'adamw' },
  schedule: { kind: 'constant', learningRate: 1e-3 },
  batchSize: 2,
  clip: 1,
  steps: warm + steps,
  evaluateEvery: 1_000_000,
  evaluateBatches: 1,
  readEvery: 1,
  seed: 1,
  hooks: {
    onStep: ({ step }) => {
      if (step + 1 === warm) counted.clear();
      if (step + 1 !== warm + steps) return;
      counted.print(`${label}, ${composed ? 'composed of ops' : 'with fused kernels'}`, steps);
    },
  },
});
finish();
