/**
 * Search in documents: how often the one passage that answers a generated question is among the first five, by words, by meaning and by both, and how long a
 * search among 100,000 vectors of 384 numbers takes beside a plain loop. `npm run bench -- retrieval [seed]`
 */
import { createRandom } from '@/ml/random';
import { openVectors, plainly, unitRows } from '@/ml/retrieval/dense';
import { buildIndex, latentVectors } from '@/nodes/common/retrieval/build';
import { type SearchMode, searchIndex } from '@/nodes/common/retrieval/search';
import { atMostApart, bar, median } from './support/bar';
import { retrievalSet } from './support/retrieval-set';

const [SEED = 1337] = process.argv.slice(2).map(Number).filter(Number.isInteger);
const PASSAGES = 2_000;
const QUESTIONS = 600;
const TOP = 5;
const VECTORS = 100_000;
const WIDTH = 384;
const ROUNDS = 21;
/** Searches before that: the first are made while the program is still being compiled. */
const WARM = 6;

await recall();
speed();

async function recall(): Promise<void> {
  const random = createRandom(SEED);
  const { passages, questions } = retrievalSet(PASSAGES, QUESTIONS, random.split('set'));
  console.log(`passage: ${passages[0]?.text}`);
  for (const { text, answer } of questions.slice(0, 3)) console.log(`question: ${text} → ${passages[answer]?.text}`);
  const began = performance.now();
  const context = { random: random.split('index'), breathe: async () => {}, progress: () => {} };
  const index = await buildIndex(passages, 'english', latentVectors(128, context), context);
  console.log(
    `indexed ${PASSAGES} passages in ${((performance.now() - began) / 1_000).toFixed(1)} s, vectors of ${index.dense.width}`,
  );
  const found = (mode: SearchMode, fusion?: number) =>
    questions.map(({ text, answer }) =>
      searchIndex(index, text, { top: TOP, mode, ...(fusion !== undefined && { fusion }) }).some(
        ({ place }) => place === answer,
      ),
    );
  const share = (hits: readonly boolean[]) => hits.filter(Boolean).length / hits.length;
  const all = { words: found('words'), meaning: found('meaning'), both: found('both') };
  for (const [mode, hits] of Object.entries(all)) {
    const of = (by: string) => share(hits.filter((_, place) => questions[place]?.by === by)).toFixed(3);
    console.log(
      `recall@${TOP} by ${mode}: ${share(hits).toFixed(3)} (asked in other words ${of('meaning')}, by number ${of('number')})`,
    );
  }
  console.log(`with the paper's constant of 60 in place of 1: ${share(found('both', 60)).toFixed(3)}`);
  bar('retrieval.recall, both', share(all.both), { atLeast: 0.95 }, 3);
}

function speed(): void {
  const random = createRandom(SEED).split('vectors');
  // Vectors in no order at all are the hardest to leave out.
  const vectors = unitRows(
    new Float32Array(VECTORS * WIDTH).map(() => random.normal()),
    WIDTH,
  );
  const began = performance.now();
  const ours = openVectors(vectors, WIDTH);
  console.log(`made ${VECTORS} vectors ready in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  const peer = plainly(vectors, WIDTH);
  const times: { readonly ours: number; readonly busy: number; readonly peer: number }[] = [];
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const query = unitRows(
      new Float32Array(WIDTH).map(() => random.normal()),
      WIDTH,
    );
    const cpu = process.cpuUsage();
    const start = performance.now();
    const found = ours.search(query, 10);
    const between = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const expected = peer.search(query, 10);
    times.push({ ours: between - start, busy: (user + system) / 1_000, peer: performance.now() - between });
    const scores = (some: typeof found) => some.flatMap(({ place, score }) => [place, score]);
    atMostApart(scores(found), scores(expected), 0, 'what is found');
  }
  const warm = times.slice(WARM);
  const own = warm.map((time) => time.ours);
  console.log(`a plain loop over float32 takes ${median(warm.map((time) => time.peer)).toFixed(1)} ms`);
  // Beside other work a processor is not one's own: then this tells more.
  console.log(`a search keeps a processor busy for ${median(warm.map(({ busy }) => busy)).toFixed(1)} ms`);
  console.log(`the first search took ${times[0]?.ours.toFixed(1)} ms, the quickest ${Math.min(...own).toFixed(1)}`);
  bar(`retrieval.search, ms among ${VECTORS} of ${WIDTH}`, median(own), { atMost: 20 });
}
