/** TF.js's cpu backend: plain JavaScript on one thread, for what its wasm cannot do at all. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@/ml/tf';
import { contend } from '../support/contender';
import { tensorflowTasks } from './tensorflow';

tf.enableProdMode();
await tf.setBackend('cpu');
console.log('TF.js, cpu');
contend(tensorflowTasks);
