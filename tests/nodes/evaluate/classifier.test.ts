import { beforeAll, describe, expect, test } from 'vitest';
import { type Classifier, type Examples, extendNode } from '@/graph';
import { confusionOf, markClasses } from '@/ml/classify/marks';
import { CORRUPTIONS } from '@/ml/data/images/corrupt';
import { shareDifference, wilsonInterval } from '@/ml/metrics/comparison/proportions';
import * as tf from '@/ml/tf';
import { confusionTable } from '@/nodes/common/confusion';
import { asSureAsRight, reliabilityCurves } from '@/nodes/common/reliability';
import { evaluateClassifier } from '@/nodes/evaluate/classifier/node';
import { run as examine } from '@/nodes/evaluate/classifier/run';
import { evaluateImageRobustness } from '@/nodes/evaluate/image-robustness/node';
import { run as damageAll } from '@/nodes/evaluate/image-robustness/run';
import { CORRUPTION_NAMES } from '@/nodes/prepare/corrupt/fields';
import { corruptImages } from '@/nodes/prepare/corrupt/node';
import { run as corrupt } from '@/nodes/prepare/corrupt/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { network, said } from '../examples/support';
import { refusalOf, testContext } from '../support';

const count = 40;
/** Images that are brighter on the left or on the right. */
const sides: Examples = {
  shape: [8, 8, 1],
  count,
  classes: ['left', 'right'],
  labels: Int32Array.from({ length: count }, (_, image) => image % 2),
  data: Float32Array.from({ length: count * 64 }, (_, at) => {
    const image = Math.floor(at / 64);
    return Number(at % 8 < 4) === image % 2 ? 0.2 : 0.4 + (image % 5) / 20;
  }),
};
const facts = { exampleShape: [8, 8, 1], classes: ['left', 'right'] };
let classifier: Classifier;

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
  const layers = network(facts, { from: 'example', mlp: { width: 8, layers: 1 }, output: { gives: 'classes' } });
  const params = trainClassifier.params.parse({ steps: 30, batchSize: 20, learningRate: 0.03, evaluateEvery: 30 });
  classifier = (await train({ network: layers, examples: sides }, params, testContext())).classifier;
});

const examined = async (examples: Examples, other?: Examples) => {
  const given = { classifier, examples, ...(other && { other }) };
  const { metrics, confusion } = await examine(given, evaluateClassifier.params.parse({}), testContext());
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value;
  return { metrics, confusion, value };
};

describe('marks', () => {
  test('the place of the right class is counted as top-k does', () => {
    const data = Float32Array.of(0.1, 0.2, 0.4, 0.3, 0.25, 0.25, 0.25, 0.25);
    const marks = markClasses({ shape: [4], count: 2, data }, [1, 2]);
    expect(marks.map(({ judged, place }) => [judged, place])).toEqual([
      [2, 3],
      [0, 3],
    ]);
    expect(marks[0]?.sure).toBeCloseTo(0.4, 6);
    expect(confusionOf(marks, [1, 2], 3)).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  test('intervals are those of Newcombe’s papers', () => {
    const { low, high } = wilsonInterval(81, 263);
    expect([low, high]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)]);
    const apart = shareDifference([48, 56], [80, 70]);
    expect(apart).toEqual({
      difference: expect.closeTo(0.2, 9),
      low: expect.closeTo(0.0524, 4),
      high: expect.closeTo(0.3339, 4),
    });
    expect(wilsonInterval(0, 10).low).toBe(0);
  });

  test('the reliability diagram and the line of who is as sure as right are drawn on one scale', () => {
    const bins = [0.3, 0.9].map((sure) => ({ sure, right: sure / 2, count: 5 }));
    const curves = [...reliabilityCurves(bins), asSureAsRight];
    expect(reliabilityCurves(bins.slice(1))).toEqual([]);
    expect(codecOf('metrics').look({ values: [], curves, notes: [] }, { large: true })).toMatchObject({
      xLabel: '% sure',
      yLabel: '% right',
      series: [{ y: [15, 45] }, { x: [0, 100], y: [0, 100] }],
    });
  });

  test('of many classes only the mistakes are listed', () => {
    const classes = Array.from({ length: 50 }, (_, at) => `c${at}`);
    const mark = (judged: number, place: number) => ({ judged, sure: 1, place });
    const sitting = { marks: [mark(1, 1), mark(4, 2), mark(4, 2), mark(1, 9)], labels: Int32Array.of(1, 3, 3, 49) };
    expect(confusionTable(sitting, classes).rows).toEqual([
      ['c3', 'c4', 2],
      ['c49', 'c1', 1],
    ]);
  });
});

describe('examining a classifier', () => {
  test('classes are matched by name, in whatever order the folders are', async () => {
    const turned: Examples = {
      ...sides,
      classes: ['Right', 'Left', 'unused'],
      labels: sides.labels?.map((one) => 1 - one) ?? new Int32Array(),
    };
    const before = tf.memory().numTensors;
    const { value, confusion } = await examined(turned);
    expect(tf.memory().numTensors).toBe(before);
    expect([value('Top-1'), value('Top-1: standard error'), value('Top-5'), value('Chance')]).toEqual([
      100,
      0,
      undefined,
      50,
    ]);
    expect(confusion.rows).toEqual([
      ['left', 20, 0],
      ['right', 0, 20],
    ]);
  });

  test('a shift is told with its interval', async () => {
    const wrong: Examples = { ...sides, labels: sides.labels?.map((one) => 1 - one) ?? new Int32Array() };
    const { value, metrics } = await examined(sides, wrong);
    expect(value('Change on the other examples')).toBe(-100);
    expect(value('Calibration error on the other examples')).toBeGreaterThan(value('Calibration error') ?? 0);
    expect(metrics.notes[0]).toContain('more than chance would');
    expect(metrics.notes[0]).toContain('100 % (95 %: 91.2 % to 100 %) of 40');
  });

  test('what cannot be examined is refused', async () => {
    const { labels: _labels, classes: _classes, ...bare } = sides;
    const code = async (examples: Examples) => (await refusalOf(() => examined(examples))).code;
    expect(await code(bare)).toBe('classifier.no-classes');
    expect(await code({ ...sides, classes: ['left', 'up'] })).toBe('classifier.other-classes');
    expect(await code({ ...sides, count: 0, data: new Float32Array() })).toBe('classifier.no-examples');
    expect(await code({ ...sides, shape: [64] })).toBe('judge.other-shape');
  });
});

describe('damaged images', () => {
  test('the contract names what can be done', () => {
    expect(CORRUPTION_NAMES).toEqual(CORRUPTIONS);
  });

  test('are shown before and after, and keep their classes', async () => {
    const context = testContext();
    const params = corruptImages.params.parse({ damage: 'contrast', severity: 5 });
    const { examples } = await corrupt({ examples: sides }, params, context);
    expect(examples.labels).toEqual(sides.labels);
    expect(context.previews[0]?.view).toMatchObject({
      view: 'images',
      count: 40,
      captions: expect.arrayContaining(['before', 'after']),
    });
    expect(said('prepare.corrupt', {}, { examples: facts })).toEqual(facts);
    const extended = extendNode(corruptImages, { examples: { exampleShape: [2] } }, params, { nodeId: 'corrupt' });
    expect(extended.ok ? null : extended.error.code).toBe('prepare.no-images');
  });

  test('cost a classifier what the curve says', async () => {
    const params = evaluateImageRobustness.params.parse({ limit: 20 });
    const { metrics, table } = await damageAll({ classifier, examples: sides }, params, testContext());
    const value = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
    expect(metrics.curves).toHaveLength(CORRUPTIONS.length + 1);
    expect(table.rows).toHaveLength(CORRUPTIONS.length);
    expect(metrics.curves.every(({ y }) => y.length === 6 && y[0] === value('Undamaged'))).toBe(true);
    expect(value('Images')).toBe(20);
    const cells = table.rows.flatMap((row) => row.slice(2).map(Number));
    expect(value('Damaged')).toBeCloseTo(cells.reduce((sum, one) => sum + one, 0) / cells.length, 6);
    expect(value('Lost')).toBeCloseTo(value('Undamaged') - value('Damaged'), 6);
    const points = { ...sides, shape: [64] };
    expect((await refusalOf(() => damageAll({ classifier, examples: points }, params, testContext()))).code).toBe(
      'prepare.no-images',
    );
  });
});
