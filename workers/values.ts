import { GenloomError } from '@/graph';
import type { ArtifactStore, StoredValue } from './artifacts/store';

/** Encoded outputs by step key, those of late in memory: most inputs are outputs of a moment ago. */
export interface Values {
  remember(key: string, values: Readonly<Record<string, StoredValue>>): void;
  /** The encoded output of a step that has run or is in the store. @throws GenloomError `artifact.lost` when it is gone */
  get(key: string, port: string): Promise<StoredValue>;
}

/** @param mostBytes so many of late are kept in memory; the others are read from the store */
export function createValues(store: ArtifactStore, mostBytes = 128 * 1024 * 1024): Values {
  const recent = new Map<string, Readonly<Record<string, StoredValue>>>();
  let bytes = 0;

  function forget(key: string): void {
    const values = recent.get(key);
    if (!values) return;
    recent.delete(key);
    bytes -= sizeOf(values);
  }
  return {
    remember(key, values) {
      forget(key);
      recent.set(key, values);
      bytes += sizeOf(values);
      for (const oldest of recent.keys()) {
        if (bytes <= mostBytes || recent.size === 1) break;
        forget(oldest);
      }
    },
    async get(key, port) {
      const values = recent.get(key) ?? (await store.read(key))?.values;
      const value = values?.[port];
      if (value) return value;
      throw new GenloomError({
        code: 'artifact.lost',
        title: 'A result that this step needs is no longer there.',
        detail: 'It was damaged or removed from this browser’s storage.',
        fix: 'Run again; what is missing is made anew.',
      });
    },
  };
}

/** Bytes of all outputs of a step. */
export const sizeOf = (values: Readonly<Record<string, StoredValue>>): number =>
  Object.values(values).reduce((sum, { bytes }) => sum + bytes.length, 0);
