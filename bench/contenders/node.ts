/** Ours under Node, with worker threads, as a run without a page starts it; this file is loaded into the process that measures. */
import { startWasm } from '../support/environment';
import { tensorflowTasks } from './tensorflow';

await startWasm();
export const tasks = tensorflowTasks;
