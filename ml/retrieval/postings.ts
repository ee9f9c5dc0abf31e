/** Which terms stand in which texts: an inverted index. */
export interface Postings {
  /** Each term once, in the order in which they were met; its number is its place. */
  readonly terms: readonly string[];
  /** `terms + 1`: term `t` stands in the texts at `starts[t]` to before `starts[t + 1]` of the two below, in order. */
  readonly starts: Uint32Array;
  readonly passages: Uint32Array;
  /** How often it stands there. */
  readonly frequencies: Uint32Array;
  /** Terms of each text. */
  readonly lengths: Uint32Array;
}

/** Makes the inverted index of texts that are given as their terms, in order. */
export function postingsOf(texts: Iterable<readonly string[]>): Postings {
  const numbers = new Map<string, number>();
  const places: { readonly texts: number[]; readonly counts: number[] }[] = [];
  const lengths: number[] = [];
  for (const terms of texts) {
    const text = lengths.push(terms.length) - 1;
    for (const term of terms) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      const own = places[number] ?? { texts: [], counts: [] };
      places[number] = own;
      if (own.texts.at(-1) === text) own.counts.push((own.counts.pop() ?? 0) + 1);
      else {
        own.texts.push(text);
        own.counts.push(1);
      }
    }
  }
  const starts = new Uint32Array(places.length + 1);
  for (const [number, own] of places.entries()) starts[number + 1] = (starts[number] ?? 0) + own.texts.length;
  const all = starts.at(-1) ?? 0;
  const [passages, frequencies] = [new Uint32Array(all), new Uint32Array(all)];
  for (const [number, own] of places.entries()) {
    passages.set(own.texts, starts[number]);
    frequencies.set(own.counts, starts[number]);
  }
  return { terms: [...numbers.keys()], starts, passages, frequencies, lengths: Uint32Array.from(lengths) };
}

/** In how many texts a term stands. */
export const textsWith = ({ starts }: Pick<Postings, 'starts'>, term: number): number =>
  (starts[term + 1] ?? 0) - (starts[term] ?? 0);
