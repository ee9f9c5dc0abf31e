// A thread that computes: it waits for jobs, helps with them, and never returns. scripts/build-kernels.ts bundles it to text, so that it starts the same
// way in a browser, in Node and in tests.
import { kernelsOf, openControl, SLOT, takeParts } from './control';

/** What a thread is told, once. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  /** From 1; the one that gives the jobs is 0. */
  readonly thread: number;
}

/** How often a thread looks for the next job before it lies down: the kernels of a training step follow each other within microseconds. */
const LOOKS = 20_000;

function work({ module, memory, control: buffer, thread }: ThreadStart): never {
  const kernels = [...kernelsOf(new WebAssembly.Instance(module, { env: { memory } })).values()];
  const control = openControl(buffer);
  const { ints } = control;
  Atomics.add(ints, SLOT.ready, 1);
  Atomics.notify(ints, SLOT.ready);
  for (;;) {
    takeParts(control, kernels, thread);
    const seen = Atomics.load(ints, SLOT.ticket);
    let looks = 0;
    while (looks < LOOKS && Atomics.load(ints, SLOT.ticket) === seen) looks++;
    if (looks === LOOKS) Atomics.wait(ints, SLOT.ticket, seen);
  }
}

if (typeof WorkerGlobalScope === 'undefined') {
  const { workerData } = await import('node:worker_threads');
  work(workerData);
} else {
  globalThis.addEventListener('message', ({ data }) => work(data), { once: true });
}
