import { hasFused, runFused } from '../functions/fused';
import { concat, gather, keep, slice, type Tensor, type Tensor1D, tidy, zeros } from '../tf';

/** Keys and values `[B, capacity, heads, headWidth]` of all tokens so far, of which the first `seen` are there. */
export interface Seen {
  readonly keys: Tensor;
  readonly values: Tensor;
  readonly seen: number;
}

/** Keys and values of the tokens seen so far, for each attention of a network. */
export interface KeyValueCache {
  /** Adds keys and values of new tokens, `[B, T, heads, headWidth]`, and gives those of all tokens so far, which are the cache's own. */
  append(scope: string, keys: Tensor, values: Tensor): Seen;
  /** Lets row `rows[i]` of the batch become row `i`: beam search goes on from its best beams. */
  reorder(rows: Tensor1D): void;
  /** Frees everything; the cache is empty then. */
  dispose(): void;
}

/** Room for tokens that are to come, where the backend can write into it. */
const ROOM = 64;

/** An empty cache. It owns its tensors until `dispose`. */
export function createKeyValueCache(): KeyValueCache {
  const entries = new Map<string, Seen>();
  const replace = (scope: string, { keys, values, seen }: Seen): Seen => {
    const old = entries.get(scope);
    const entry = { keys: keep(keys), values: keep(values), seen };
    entries.set(scope, entry);
    old?.keys.dispose();
    old?.values.dispose();
    return entry;
  };
  return {
    append(scope, keys, values) {
      const old = entries.get(scope);
      const before = old?.seen ?? 0;
      const seen = before + (keys.shape[1] ?? 0);
      if (old && (old.keys.shape[1] ?? 0) >= seen) {
        writeAt(old.keys, keys, before);
        writeAt(old.values, values, before);
        const entry = { ...old, seen };
        entries.set(scope, entry);
        return entry;
      }
      const grown = (all: Tensor | undefined, added: Tensor) => withRoom(all, before, added);
      return replace(scope, { keys: grown(old?.keys, keys), values: grown(old?.values, values), seen });
    },
    reorder(rows) {
      for (const [scope, { keys, values, seen }] of entries) {
        tidy(() => {
          replace(scope, { keys: gather(keys, rows, 0), values: gather(values, rows, 0), seen });
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

/** What was there and what is added; with room for as many tokens again, where later ones can be written into it. */
function withRoom(all: Tensor | undefined, seen: number, added: Tensor): Tensor {
  return tidy(() => {
    const [batch = 0, tokens = 0, heads = 0, width = 0] = added.shape;
    const parts = all ? [slice(all, [0, 0, 0, 0], [batch, seen, heads, width]), added] : [added];
    if (hasFused('FusedCacheWrite')) parts.push(zeros([batch, Math.max(ROOM, seen + tokens), heads, width]));
    return parts.length === 1 ? added.clone() : concat(parts, 1);
  });
}

const writeAt = (buffer: Tensor, x: Tensor, at: number): void => {
  tidy(() => void runFused('FusedCacheWrite', { buffer, x }, { at }));
};
