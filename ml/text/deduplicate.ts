import { createRandom } from '../random';
import { createReporter, type Following } from '../tokenizers/learn/progress';
import { wordsOf } from './words';

export interface DeduplicateOptions extends Following {
  readonly method: 'exact' | 'near';
  /** Documents whose shingles overlap by this share or more are the same: Jaccard similarity, 0 to 1. */
  readonly threshold?: number;
  /** Words in a shingle. */
  readonly shingle?: number;
  /** Hashes in a document's signature: the estimate's standard error is at most 1 / (2 √permutations). */
  readonly permutations?: number;
  readonly seed?: number | string;
}

export interface DuplicatePair {
  /** The earlier document, which stays. */
  readonly kept: number;
  readonly removed: number;
  /** Jaccard similarity, estimated where the method is `near`. */
  readonly similarity: number;
}

export interface Deduplicated {
  /** Positions of the documents that stay, in order. */
  readonly kept: readonly number[];
  readonly pairs: readonly DuplicatePair[];
}

/**
 * Finds documents that are the same as an earlier one, or nearly so. Near ones by MinHash (Broder 1997): the signatures of two documents
 * agree in as large a share of their numbers as their sets of shingles overlap. Bands of the signatures that agree as a whole name the
 * few pairs worth comparing (Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, section 3.4).
 */
export async function deduplicate(documents: readonly string[], options: DeduplicateOptions): Promise<Deduplicated> {
  return options.method === 'exact' ? findExact(documents, options) : findNear(documents, options);
}

async function findExact(documents: readonly string[], following: Following): Promise<Deduplicated> {
  const report = createReporter(following);
  const first = new Map<string, number>();
  const kept: number[] = [];
  const pairs: DuplicatePair[] = [];
  for (const [index, document] of documents.entries()) {
    const earlier = first.get(document);
    if (earlier === undefined) {
      first.set(document, index);
      kept.push(index);
    } else pairs.push({ kept: earlier, removed: index, similarity: 1 });
    await report(index + 1, documents.length);
  }
  return { kept, pairs };
}

async function findNear(
  documents: readonly string[],
  { threshold = 0.8, shingle = 3, permutations = 128, seed = 0, onProgress }: DeduplicateOptions,
): Promise<Deduplicated> {
  const report = createReporter(onProgress ? { onProgress } : {});
  const sign = createMinHash({ shingle, permutations, seed });
  const { bands, rows } = bandsFor(threshold, permutations);
  const signatures: (Uint32Array | undefined)[] = [];
  const buckets = Array.from({ length: bands }, () => new Map<string, number[]>());
  const kept: number[] = [];
  const pairs: DuplicatePair[] = [];
  for (const [index, document] of documents.entries()) {
    const signature = sign(document);
    const keys = buckets.map((_, band) => signature.subarray(band * rows, (band + 1) * rows).join());
    const candidates = new Set(buckets.flatMap((bucket, band) => bucket.get(keys[band] ?? '') ?? []));
    let best: DuplicatePair | null = null;
    for (const earlier of candidates) {
      const similarity = agreement(signatures[earlier], signature);
      if (similarity >= threshold && similarity > (best?.similarity ?? 0))
        best = { kept: earlier, removed: index, similarity };
    }
    if (best) pairs.push(best);
    else {
      kept.push(index);
      signatures[index] = signature;
      buckets.forEach((bucket, band) => {
        const key = keys[band] ?? '';
        const members = bucket.get(key);
        if (members) members.push(index);
        else bucket.set(key, [index]);
      });
    }
    await report(index + 1, documents.length);
  }
  return { kept, pairs };
}

/** Makes the function from a document to its signature: for each of many hash functions the least value over its shingles. */
export function createMinHash({
  shingle,
  permutations,
  seed,
}: {
  readonly shingle: number;
  readonly permutations: number;
  readonly seed: number | string;
}): (text: string) => Uint32Array {
  const random = createRandom(seed).split('minhash');
  const salts = Int32Array.from({ length: permutations }, () => random.int(0x1_0000_0000) | 0);
  return (text) => {
    const signature = new Uint32Array(permutations).fill(0xffff_ffff);
    for (const hash of shingleHashes(text, shingle))
      for (let index = 0; index < permutations; index++) {
        const value = mix(hash ^ (salts[index] ?? 0)) >>> 0;
        if (value < (signature[index] ?? 0)) signature[index] = value;
      }
    return signature;
  };
}

/** Share of numbers in which two signatures agree: an unbiased estimate of the Jaccard similarity. */
export function agreement(a: Uint32Array | undefined, b: Uint32Array): number {
  if (!a) return 0;
  let same = 0;
  for (let index = 0; index < b.length; index++) if (a[index] === b[index]) same++;
  return same / b.length;
}

/** Hashes of all runs of words; a document shorter than one run is one shingle. Documents without words are compared by their signs. */
function shingleHashes(text: string, length: number): Set<number> {
  const words = wordsOf(text);
  if (words.length === 0) return new Set([hashText(text.trim())]);
  const hashes = words.map(hashText);
  const runs = Math.max(1, words.length - length + 1);
  const found = new Set<number>();
  for (let at = 0; at < runs; at++) {
    let run = 0x811c9dc5;
    for (let word = at; word < Math.min(words.length, at + length); word++)
      run = mix(Math.imul(run, 31) ^ (hashes[word] ?? 0));
    found.add(run);
  }
  return found;
}

/** FNV-1a over code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}

/** MurmurHash3's finalizer, a permutation of the 32-bit words in which every bit depends on every other. */
function mix(given: number): number {
  let x = given | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Documents at the threshold are compared with at least this probability. */
const RECALL = 0.995;

/** The longest bands, hence the fewest needless comparisons, with which a pair at the threshold still shares one: 1 − (1 − tʳ)ᵇ. */
function bandsFor(threshold: number, permutations: number): { readonly bands: number; readonly rows: number } {
  for (let rows = Math.floor(permutations / 2); rows > 1; rows--) {
    const bands = Math.floor(permutations / rows);
    if (1 - (1 - threshold ** rows) ** bands >= RECALL) return { bands, rows };
  }
  return { bands: permutations, rows: 1 };
}
