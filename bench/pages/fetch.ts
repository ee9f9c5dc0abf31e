import { createRuntime, type WantedDownload } from '@/workers/client';

const runtime = createRuntime();

declare global {
  interface Window {
    fetchPlainly(url: string): Promise<number>;
    fetchAndKeep(wanted: WantedDownload): Promise<number>;
  }
}

/** Seconds of a fetch that is written to the private file system, and nothing else. */
window.fetchPlainly = async (url) => {
  const began = performance.now();
  const root = await navigator.storage.getDirectory();
  const writable = await (await root.getFileHandle('plain', { create: true })).createWritable();
  await (await fetch(url, { cache: 'no-store' })).body?.pipeTo(writable);
  const seconds = (performance.now() - began) / 1000;
  await root.removeEntry('plain');
  return seconds;
};

/** Seconds until the runtime has fetched, hashed and kept a file; it is removed again. */
window.fetchAndKeep = async (wanted) => {
  await runtime.usage();
  const began = performance.now();
  const end = await (await runtime.download(wanted, () => {})).done;
  const seconds = (performance.now() - began) / 1000;
  if (end.outcome !== 'kept') throw new Error(`it ended as ${JSON.stringify(end)}`);
  await runtime.clear();
  return seconds;
};
