import { fallbackPiece } from '../bytes';
import type { UnigramJson } from '../json';
import { createTrie } from '../trie';
import { bytesOrNone } from './bpe';
import type { Model } from './model';

/** How much less likely than the least likely piece an unknown character is, in nats (SentencePiece's `kUnkPenalty`). */
const UNKNOWN_PENALTY = 10;

/**
 * The unigram language model (Kudo 2018): of all ways to cut a word into pieces the one whose probabilities multiply to the most, found
 * by Viterbi's algorithm. Ties go to the cut whose last piece is longest, as in the published libraries.
 */
export function compileUnigram(json: UnigramJson): Model {
  const pieces = json.vocab.map(([piece]) => piece);
  const scores = Float64Array.from(json.vocab, ([, score]) => score);
  const idOf = new Map(pieces.map((piece, id) => [piece, id]));
  const trie = createTrie(pieces);
  const unknown = json.unk_id ?? -1;
  const unknownScore =
    scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - UNKNOWN_PENALTY;
  const fallback = json.byte_fallback
    ? Array.from({ length: 256 }, (_, byte) => idOf.get(fallbackPiece(byte)) ?? -1)
    : null;

  let best = new Float64Array(0);
  let bestId = new Int32Array(0);
  let cameFrom = new Int32Array(0);

  /** Fills the three tables for a word: by place, the best score of what is before it, its last piece, and where that begins. */
  const search = (word: string) => {
    if (best.length <= word.length) {
      best = new Float64Array(word.length + 1);
      bestId = new Int32Array(word.length + 1);
      cameFrom = new Int32Array(word.length + 1);
    }
    cameFrom.fill(-1, 0, word.length + 1);
    best[0] = 0;
    const reach = (from: number, to: number, id: number, score: number) => {
      if (cameFrom[to] !== -1 && score <= (best[to] ?? 0)) return;
      best[to] = score;
      bestId[to] = id;
      cameFrom[to] = from;
    };
    for (let from = 0; from < word.length; from++) {
      if (from > 0 && cameFrom[from] === -1) continue;
      const sofar = best[from] ?? 0;
      const character = (word.codePointAt(from) ?? 0) > 0xffff ? 2 : 1;
      let hasCharacter = false;
      let node = 0;
      for (let to = from; to < word.length; ) {
        node = trie.step(node, word.charCodeAt(to++));
        if (node < 0) break;
        const id = trie.idAt(node);
        if (id < 0 || id === unknown) continue;
        reach(from, to, id, sofar + (scores[id] ?? 0));
        if (to - from === character) hasCharacter = true;
      }
      if (!hasCharacter) reach(from, Math.min(from + character, word.length), -1, sofar + unknownScore);
    }
  };

  return {
    pieces,
    idOf,
    encodeWord: (word, ids) => {
      search(word);
      const places: number[] = [];
      for (let to = word.length; to > 0; to = cameFrom[to] ?? 0) places.push(to);
      for (let place = places.length - 1; place >= 0; place--) {
        const to = places[place] ?? 0;
        const id = bestId[to] ?? -1;
        if (id >= 0) {
          ids.push(id);
          continue;
        }
        // Unknown characters beside one another are one unknown token.
        const from = cameFrom[to] ?? 0;
        let end = to;
        while (place > 0 && bestId[places[place - 1] ?? 0] === -1) end = places[--place] ?? end;
        const bytes = fallback && bytesOrNone(word.slice(from, end), fallback);
        if (bytes) for (const byte of bytes) ids.push(byte);
        else if (unknown >= 0) ids.push(unknown);
      }
    },
  };
}
