/** A place among many, and what it is worth. */
export interface Scored {
  readonly place: number;
  readonly score: number;
}

/** The places with the highest scores above `above`, the highest first, and of equal ones the first: a heap of `count`, so that one pass is enough. */
export function topOf(scores: ArrayLike<number>, count: number, above = Number.NEGATIVE_INFINITY): Scored[] {
  const places = new Uint32Array(Math.max(0, Math.min(count, scores.length)));
  let size = 0;
  const worth = (at: number) => scores[places[at] ?? 0] ?? 0;
  /** Of the heap, whose first is the least: whether one comes before the other in what is thrown out. */
  const less = (a: number, b: number) =>
    worth(a) < worth(b) || (worth(a) === worth(b) && (places[a] ?? 0) > (places[b] ?? 0));
  const swap = (a: number, b: number) => {
    const kept = places[a] ?? 0;
    places[a] = places[b] ?? 0;
    places[b] = kept;
  };
  const sink = () => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < size && less(left, least)) least = left;
      if (right < size && less(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  // What a score has to be above to come in.
  let least = above;
  for (let place = 0; place < scores.length && places.length > 0; place++) {
    const score = scores[place] ?? 0;
    if (!(score > least)) continue;
    if (size < places.length) {
      places[size] = place;
      for (let at = size++; at > 0 && less(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
    } else {
      places[0] = place;
      sink();
    }
    if (size === places.length) least = worth(0);
  }
  return [...places.subarray(0, size)]
    .map((place) => ({ place, score: scores[place] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.place - b.place);
}
