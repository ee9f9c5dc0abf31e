import { BYTE_ALPHABET } from '../bytes';
import { createTrie, type Trie } from '../trie';
import type { Pieces } from './unigram';
import type { TrainingWords } from './unigram-words';

const STRIDE = 2_048;

/**
 * Keeps the `kept` pieces without which the text would lose most of its likelihood (Kudo 2018, section 3.2, step 2; computed as in
 * SentencePiece's `PruneSentencePieces`: a piece's occurrences in the best cuts would be spelt by the best cut of the piece itself).
 * Pieces that no best cut uses cost nothing and go first, the least likely before the others: while whole words hide them, endings may
 * look useless. Bytes always stay.
 */
export async function prune(
  { texts, scores }: Pieces,
  words: TrainingWords,
  kept: number,
  report: () => Promise<void> | undefined,
): Promise<Pieces> {
  const trie = createTrie(texts);
  const cut = createCutter(trie, scores, Math.max(words.longest, ...texts.map((text) => text.length)));
  const used = new Float64Array(texts.length);
  for (let word = 0; word < words.start.length; word++) {
    const start = words.start[word] ?? 0;
    const count = words.count[word] ?? 0;
    for (const id of cut(words.units.subarray(start, start + (words.length[word] ?? 0)), -1).ids)
      used[id] = (used[id] ?? 0) + count;
    if (word % STRIDE === 0) await report();
  }
  const total = used.reduce((sum, count) => sum + count, 0);

  const candidates: { readonly id: number; readonly loss: number }[] = [];
  for (let id = BYTE_ALPHABET.length; id < texts.length; id++) {
    const text = texts[id] ?? '';
    const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const without = cut(units, id);
    const count = used[id] ?? 0;
    if (count === 0 || without.score > (scores[id] ?? 0)) {
      candidates.push({ id, loss: 0 });
      continue;
    }
    const logTotalWithout = Math.log(total + count * (without.ids.length - 1));
    const logWith = Math.log(count) - Math.log(total);
    const logWithout = without.ids.reduce(
      (sum, part) => sum + Math.log((used[part] ?? 0) + count) - logTotalWithout,
      0,
    );
    candidates.push({ id, loss: (count / total) * (logWith - logWithout) });
    if (id % STRIDE === 0) await report();
  }
  candidates.sort((a, b) => b.loss - a.loss || (scores[b.id] ?? 0) - (scores[a.id] ?? 0) || a.id - b.id);
  const stays = candidates.slice(0, Math.max(0, kept - BYTE_ALPHABET.length)).map(({ id }) => id);
  const ids = [...BYTE_ALPHABET.keys(), ...stays];
  return { texts: ids.map((id) => texts[id] ?? ''), scores: Float64Array.from(ids, (id) => scores[id] ?? 0) };
}

interface Cut {
  readonly ids: readonly number[];
  readonly score: number;
}

/** The most likely cut of a stretch of text that does without one piece (-1: none), by Viterbi's algorithm. */
function createCutter(trie: Trie, scores: Float64Array, longest: number): (units: Uint16Array, without: number) => Cut {
  const best = new Float64Array(longest + 1);
  const lastId = new Int32Array(longest + 1);
  const cameFrom = new Int32Array(longest + 1);
  return (units, without) => {
    best.fill(Number.NEGATIVE_INFINITY, 0, units.length + 1);
    best[0] = 0;
    for (let from = 0; from < units.length; from++) {
      const sofar = best[from] ?? 0;
      let node = 0;
      for (let to = from; to < units.length; ) {
        node = trie.step(node, units[to++] ?? 0);
        if (node < 0) break;
        const id = trie.idAt(node);
        if (id < 0 || id === without) continue;
        const score = sofar + (scores[id] ?? 0);
        if (score <= (best[to] ?? 0)) continue;
        best[to] = score;
        lastId[to] = id;
        cameFrom[to] = from;
      }
    }
    const ids: number[] = [];
    for (let to = units.length; to > 0; to = cameFrom[to] ?? 0) ids.push(lastId[to] ?? 0);
    return { ids: ids.reverse(), score: best[units.length] ?? 0 };
  };
}
