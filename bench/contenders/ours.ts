/** TF.js on wasm with our kernels on all threads, as the product starts it. */
import { contend } from '../support/contender';
import { startWasm } from '../support/environment';
import { tensorflowTasks } from './tensorflow';

await startWasm();
contend(tensorflowTasks);
