import type { Files } from '@/workers/artifacts/files';
import { memoryFiles } from '@/workers/artifacts/memory-files';
import type { ArtifactStore } from '@/workers/artifacts/store';

const utf8 = new TextEncoder();
const META = { type: 'test.step', seconds: 1, views: {}, facts: {} } as const;

/** Bytes that differ for each name. */
export function bytesOf(name: string, length: number): Uint8Array {
  const seed = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  return Uint8Array.from({ length }, (_, index) => (seed + index * index) & 255);
}

export const write = (store: ArtifactStore, key: string, length: number) =>
  store.write(key, META, { text: { kind: 'text', bytes: bytesOf(key, length) } });

export async function read(store: ArtifactStore, key: string): Promise<Uint8Array | null> {
  return (await store.read(key))?.values.text?.bytes ?? null;
}

/** Changes one file: the bytes it has, as they shall be. */
export async function damage(files: Files, name: string, change: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  const bytes = await files.read(name);
  if (!bytes) throw new Error(`there is no ${name}`);
  await files.write(name, change(bytes));
}

export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** Where a piece of text begins in a file. */
export function findText(bytes: Uint8Array, text: string): number {
  return new TextDecoder('latin1').decode(bytes).indexOf(new TextDecoder('latin1').decode(utf8.encode(text)));
}

export const namesIn = async (files: Files) => (await files.list()).map(({ name }) => name).sort();

/** Files with room for so many bytes; then what a browser, or Node, throws. */
export function smallFiles(room: number, full: () => Error): Files & { room: number } {
  const inner = memoryFiles();
  const files = {
    ...inner,
    persistent: true,
    room,
    async write(name: string, bytes: Uint8Array) {
      const used = (await inner.list()).reduce((sum, file) => sum + (file.name === name ? 0 : file.size), 0);
      if (used + bytes.length > files.room) throw full();
      await inner.write(name, bytes);
    },
  };
  return files;
}
