import { concat, gather, keep, type Tensor, type Tensor1D, tidy } from '../tf';

/** Keys and values of the tokens seen so far, for each attention of a network. */
export interface KeyValueCache {
  /** Adds keys and values of new tokens, `[B, heads, T, headWidth]`, and gives those of all tokens so far. */
  append(scope: string, keys: Tensor, values: Tensor): { keys: Tensor; values: Tensor };
  /** Lets row `rows[i]` of the batch become row `i`: beam search goes on from its best beams. */
  reorder(rows: Tensor1D): void;
  /** Frees everything; the cache is empty then. */
  dispose(): void;
}

/** An empty cache. It owns its tensors until `dispose`. */
export function createKeyValueCache(): KeyValueCache {
  const entries = new Map<string, { keys: Tensor; values: Tensor }>();
  const replace = (scope: string, keys: Tensor, values: Tensor) => {
    const old = entries.get(scope);
    const entry = { keys: keep(keys), values: keep(values) };
    entries.set(scope, entry);
    old?.keys.dispose();
    old?.values.dispose();
    return entry;
  };
  return {
    append(scope, keys, values) {
      const old = entries.get(scope);
      if (!old) return replace(scope, keys.clone(), values.clone());
      return replace(scope, concat([old.keys, keys], 2), concat([old.values, values], 2));
    },
    reorder(rows) {
      for (const [scope, entry] of entries) {
        tidy(() => {
          replace(scope, gather(entry.keys, rows, 0), gather(entry.values, rows, 0));
        });
      }
    },
    dispose() {
      for (const { keys, values } of entries.values()) {
        keys.dispose();
        values.dispose();
      }
      entries.clear();
    },
  };
}
