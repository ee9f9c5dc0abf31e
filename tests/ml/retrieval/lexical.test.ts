import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { bm25Scores } from '@/ml/retrieval/bm25';
import { unitRows } from '@/ml/retrieval/dense';
import { fuseRanks } from '@/ml/retrieval/fusion';
import { latentSpace } from '@/ml/retrieval/latent';
import { latentVector } from '@/ml/retrieval/latent-vector';
import { postingsOf } from '@/ml/retrieval/postings';
import { matchesIn, termsOf } from '@/ml/retrieval/terms';

/** What bm25s and NumPy say (tests/fixtures/retrieval/make.py). */
const reference: {
  readonly texts: readonly string[];
  readonly bm25: readonly {
    readonly k1: number;
    readonly b: number;
    readonly query: string;
    readonly scores: readonly number[];
  }[];
  readonly latent: { readonly cosines: readonly (readonly number[])[] };
} = JSON.parse(readFileSync('tests/fixtures/retrieval/reference.json', 'utf8'));

const postings = postingsOf(reference.texts.map((text) => termsOf(text, 'none')));
const numbersOf = (text: string) =>
  termsOf(text, 'none')
    .map((term) => postings.terms.indexOf(term))
    .filter((number) => number >= 0);

test('BM25 scores as Lucene’s do', () => {
  for (const { query, k1, b, scores } of reference.bm25) {
    const ours = bm25Scores(postings, numbersOf(query), { k1, b });
    for (const [place, score] of scores.entries()) expect(ours[place], `${query} ${k1} ${b}`).toBeCloseTo(score, 5);
  }
});

test('the latent space has the cosines of the whole decomposition, and a text as a query lies where it lies', async () => {
  const space = await latentSpace(postings, { width: 2, random: createRandom(1), breathe: async () => {} });
  const row = (place: number) => space.vectors.subarray(2 * place, 2 * place + 2);
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  for (const [a, cosines] of reference.latent.cosines.entries()) {
    for (const [b, expected] of cosines.entries()) expect(cosine(row(a), row(b))).toBeCloseTo(expected, 4);
    const asked = latentVector(space, numbersOf(reference.texts[a] ?? ''));
    expect(cosine(asked, row(a))).toBeCloseTo(1, 5);
  }
});

test('words that stand beside the same others come to lie together', async () => {
  const random = createRandom(3);
  const [doctors, sailors] = [
    ['doctor', 'physician', 'patient', 'fever', 'nurse', 'ward'],
    ['sailor', 'mariner', 'ship', 'storm', 'harbour', 'mast'],
  ];
  // No text has both words for one who heals, or for one who sails.
  const texts = Array.from({ length: 200 }, (_, place) => {
    const [one = '', other = '', ...beside] = (place % 2 === 0 ? doctors : sailors) ?? [];
    return [random.next() < 0.5 ? one : other, ...random.shuffle([...beside]).slice(0, 3)];
  });
  const known = postingsOf(texts);
  const space = await latentSpace(known, { width: 2, random, breathe: async () => {} });
  const of = (word: string) => latentVector(space, [known.terms.indexOf(word)]);
  const cosine = (a: string, b: string) => of(a).reduce((sum, value, at) => sum + value * (of(b)[at] ?? 0), 0);
  expect(cosine('doctor', 'physician')).toBeGreaterThan(0.5);
  expect(Math.abs(cosine('doctor', 'mariner'))).toBeLessThan(0.1);
});

test('rankings are joined by their places', () => {
  const fused = fuseRanks(
    [
      [7, 3, 5],
      [3, 9],
    ],
    60,
  );
  expect(fused.map(({ place }) => place)).toEqual([3, 7, 9, 5]);
  expect(fused[0]?.score).toBeCloseTo(1 / 62 + 1 / 61, 12);
});

test('words are found whatever their endings and capitals', () => {
  const text = 'Connected PIPES, and a connection.';
  const terms = new Set(termsOf('connecting pipe', 'english'));
  const marked = matchesIn(text, terms, 'english').map(([start, end]) => text.slice(start, end));
  expect(marked).toEqual(['Connected', 'PIPES', 'connection']);
  expect(matchesIn(text, new Set(termsOf('pipe', 'none')), 'none')).toEqual([]);
});

test('rows of zeros stay zeros', () => {
  expect([...unitRows(Float32Array.of(3, 4, 0, 0), 2)]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
});
