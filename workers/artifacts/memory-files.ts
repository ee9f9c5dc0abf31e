import type { Files } from './files';

/** Files in memory: for private windows that refuse a file system, and for tests. */
export function memoryFiles(): Files {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly modified: number }>();
  return {
    persistent: false,
    list: async () => [...files].map(([name, { bytes, modified }]) => ({ name, size: bytes.length, modified })),
    read: async (name, first) => files.get(name)?.bytes.slice(0, first) ?? null,
    write: async (name, bytes) => {
      files.set(name, { bytes: bytes.slice(), modified: Date.now() });
    },
    remove: async (name) => {
      files.delete(name);
    },
  };
}
