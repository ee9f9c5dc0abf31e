import * as tf from '@tensorflow/tfjs-core';
import { BackendUnavailableError, type Candidate } from './backend';

/** Makes plain JavaScript the current backend: it runs everywhere, and is many times slower than the others. */
export async function startCpu(): Promise<Candidate> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new BackendUnavailableError('cpu', 'Plain JavaScript did not start.');
  return { threads: 1, label: 'JavaScript' };
}
