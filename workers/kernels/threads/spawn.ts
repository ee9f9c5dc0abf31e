import type { ThreadStart } from './thread';

/** Starts a thread; what is given back ends it. In Node it keeps no process alive. `failed` is told once when it could not start, or broke. */
export async function spawn(start: ThreadStart, failed: (why: string) => void): Promise<() => void> {
  const { source } = await import('../generated/thread');
  if (typeof WorkerGlobalScope === 'undefined') {
    const { Worker } = await import('node:worker_threads');
    const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { workerData: start });
    thread.unref();
    thread.once('error', (error) => failed(error.message));
    return () => void thread.terminate();
  }
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const thread = new Worker(address, { type: 'module' });
  thread.addEventListener('error', (event) => failed(event.message || 'a policy forbids it'), { once: true });
  thread.postMessage(start);
  return () => {
    thread.terminate();
    URL.revokeObjectURL(address);
  };
}
