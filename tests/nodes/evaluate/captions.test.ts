import { beforeAll, expect, test } from 'vitest';
import type { Classifier, Examples } from '@/graph';
import { COLOURS, POSITIONS, SHAPES, SIZES } from '@/ml/data/shapes';
import { optionIn, readAttributes } from '@/nodes/evaluate/captions/attributes';
import { evaluateCaptions } from '@/nodes/evaluate/captions/node';
import { run } from '@/nodes/evaluate/captions/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { network } from '../examples/support';
import { refusalOf, testContext } from '../support';

/** Three numbers, of which one is 1: what a classifier is taught to call by its place. */
const oneOf = (places: readonly number[], classes?: readonly string[]): Examples => ({
  shape: [3],
  count: places.length,
  data: Float32Array.from({ length: 3 * places.length }, (_, at) => Number(places[Math.floor(at / 3)] === at % 3)),
  ...(classes && { classes, labels: Int32Array.from(places) }),
});

const taught = async (classes: readonly string[]): Promise<Classifier> => {
  const examples = oneOf([0, 1, 2, 0, 1, 2], classes);
  const layers = network(
    { exampleShape: [3], classes },
    { from: 'example', mlp: { width: 8, layers: 1 }, output: { gives: 'classes' } },
  );
  const params = trainClassifier.params.parse({ steps: 60, batchSize: 6, learningRate: 0.05, evaluateEvery: 60 });
  return (await train({ network: layers, examples }, params, testContext())).classifier;
};

let looks: Classifier;
let places: Classifier;
beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  looks = await taught(['red star', 'blue star', 'red ring']);
  places = await taught(['at the top', 'at the top left', 'in the middle']);
});

const attributes = ['colour: red, blue', 'shape: star, ring', 'place: at the top, at the top left, in the middle'];
const marks = async (examples: Examples, both = true, lines: readonly string[] = attributes) => {
  const context = testContext();
  const params = evaluateCaptions.params.parse({ attributes: lines.join('\n') });
  const made = await run({ examples, classifier: looks, ...(both && { second: places }) }, params, context);
  return {
    ...made,
    logs: context.logs,
    value: (name: string) => made.metrics.values.find((one) => one.name === name)?.value,
  };
};

test('each attribute that a caption asks for is marked by itself, by the classifier that tells it', async () => {
  const made: Examples = {
    ...oneOf([0, 1, 2, 1]),
    captions: ['a red star at the top', 'a red star at the top left', 'two red rings', 'a blue ring in the middle'],
  };
  const { value, table, marked, metrics } = await marks(made);
  // Seen: red star, at the top; blue star, at the top left; red ring; blue star, at the top left.
  expect(value('Colour')).toBeCloseTo(75, 6);
  expect(value('Shape')).toBeCloseTo(75, 6);
  expect(value('Place')).toBeCloseTo(200 / 3, 4);
  expect(value('All of it')).toBeCloseTo(50, 6);
  expect(table.rows).toEqual([
    ['a red star at the top', 1, 1, 1, 1, 1],
    ['a red star at the top left', 1, 0, 0, 1, 1],
    ['two red rings', 1, 1, 1, 1, null],
    ['a blue ring in the middle', 1, 0, 1, 0, 0],
  ]);
  expect(marked.captions).toEqual([
    '✓ a red star at the top',
    '✗ a red star at the top left: seen blue',
    '✓ two red rings',
    '✗ a blue ring in the middle: seen star, at the top left',
  ]);
  expect(metrics.notes).toContain('The colour is wrong in 25 %; most often “red” came out as “blue”.');
});

test('what no classifier tells is not marked, and said to be so; what nobody can mark is refused', async () => {
  const made: Examples = { ...oneOf([0]), captions: ['a red star at the top left'] };
  const { value, logs } = await marks(made, false);
  expect(value('Place')).toBeUndefined();
  expect(value('All of it')).toBe(100);
  expect(logs.join()).toContain('No classifier tells the place: that is not marked.');
  const code = async (asked: () => Promise<unknown>) => (await refusalOf(asked)).code;
  expect(await code(() => marks(oneOf([0])))).toBe('captions.none');
  expect(await code(() => marks({ ...oneOf([]), captions: [] }))).toBe('captions.no-pictures');
  expect(await code(() => marks({ ...made, captions: ['hello'] }))).toBe('captions.nothing-asked');
  expect(await code(() => marks(made, true, ['size: small, large']))).toBe('captions.unknown');
  expect(await code(() => marks(made, true, ['colour red blue']))).toBe('captions.attributes');
  expect(await code(() => marks(made, true, ['']))).toBe('captions.attributes');
});

test('the words for an attribute are found as they stand in a caption, the longest first', () => {
  const [colour, shape, size, place] = readAttributes(evaluateCaptions.params.parse({}).attributes);
  expect([colour, shape, size, place].map((one) => one?.options)).toEqual([COLOURS, SHAPES, SIZES, [...POSITIONS]]);
  if (!shape || !place) throw new Error('there is no such attribute');
  expect(optionIn('Three large red crosses at the top left', shape)).toBe('cross');
  expect(optionIn('Three large red crosses at the top left', place)).toBe('at the top left');
  expect(optionIn('a star, at the top', place)).toBe('at the top');
  expect(optionIn('the star at top', place)).toBeNull();
});
