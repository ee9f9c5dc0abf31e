/** TF.js on wasm with its own kernels and its own threads, as many as it can be told to take: its build stops at half of the cores. */
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { env } from '@/ml/tf';
import { contend } from '../support/contender';
import { startWasm } from '../support/environment';
import { tensorflowTasks } from './tensorflow';

await startWasm({ plain: true, threads: navigator.hardwareConcurrency });
if (!(await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'))) throw new Error('plain TF.js would run without threads');
console.log(`plain TF.js, ${getThreadsCount()} of ${navigator.hardwareConcurrency} threads`);
contend(tensorflowTasks);
