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
    async grow(name) {
      const parts = [files.get(name)?.bytes ?? new Uint8Array()];
      const size = () => parts.reduce((sum, part) => sum + part.length, 0);
      const whole = () => {
        const bytes = new Uint8Array(size());
        let end = 0;
        for (const part of parts) {
          bytes.set(part, end);
          end += part.length;
        }
        return bytes;
      };
      return {
        size,
        append: async (bytes) => void parts.push(bytes.slice()),
        read: async (begin, end) => whole().subarray(begin, end),
        empty: async () => void parts.splice(0),
        close: async () => void files.set(name, { bytes: whole(), modified: Date.now() }),
      };
    },
    async rename(from, to) {
      const file = files.get(from);
      if (!file) throw new Error(`there is no ${from}`);
      files.set(to, file);
      files.delete(from);
    },
  };
}
