import { describe, expect, test } from 'vitest';
import { check, type Examples, extendNode, loadExplanation, type Metrics } from '@/graph';
import { createRandom } from '@/ml/random';
import { catalogue } from '@/nodes';
import { takeExamples } from '@/nodes/common/examples';
import { compareImages } from '@/nodes/evaluate/examples/images';
import { evaluateExamples } from '@/nodes/evaluate/examples/node';
import { run } from '@/nodes/evaluate/examples/run';
import { graph, node, wire } from '../../graph/support';
import { refusalOf, testContext } from '../support';
import { points } from './support';

const params = evaluateExamples.params.parse({});
const ring = (seed: number, count = 1_000) => points({ shape: 'eight-gaussians', count }, seed);
const compare = async (inputs: Parameters<typeof run>[0], seed = 1): Promise<Metrics> =>
  (await run(inputs, params, testContext({ seed }))).metrics;
const valueIn = ({ values }: Metrics, name: string): number =>
  values.find((metric) => metric.name === name)?.value ?? Number.NaN;
const where = (examples: Examples, wanted: (index: number) => boolean): Examples =>
  takeExamples(
    examples,
    [...Array(examples.count).keys()].filter((index) => wanted(index)),
  );
/** The same, by so much off. */
const moved = (examples: Examples, by: number, seed = 9): Examples => {
  const random = createRandom(seed);
  return { ...examples, data: examples.data.map((value) => value + by * random.normal()) };
};
const rows = (count: number, width: number, seed: number): Examples => {
  const random = createRandom(seed);
  return { shape: [width], count, data: Float32Array.from({ length: count * width }, () => random.normal()) };
};
const images = (count: number, seed: number, shape: readonly number[] = [8, 8, 1]): Examples => {
  const random = createRandom(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, count, data: Float32Array.from({ length: count * size }, () => random.next()) };
};

describe('points', () => {
  test('of one distribution are told to be alike', async () => {
    const metrics = await compare({ made: await ring(1), real: await ring(2), training: await ring(3) });
    expect(Math.abs(valueIn(metrics, 'Discrepancy'))).toBeLessThan(0.002);
    expect(valueIn(metrics, 'Sliced Wasserstein')).toBeLessThan(0.1);
    for (const name of ['Precision', 'Recall']) expect(valueIn(metrics, name), name).toBeGreaterThan(96);
    expect(valueIn(metrics, 'Coverage')).toBeGreaterThan(90);
    expect(valueIn(metrics, 'Density')).toBeCloseTo(1, 1);
    expect(valueIn(metrics, 'Modes found')).toBe(8);
    expect(valueIn(metrics, 'Near a mode')).toBeGreaterThan(97);
    // By chance a tenth of the points of a plane lie so near to one of others; the help says how many real ones do.
    const memorised = metrics.values.find(({ name }) => name === 'Memorised');
    const byChance = Number(/([\d.]+) %/.exec(memorised?.help ?? '')?.[1]);
    expect(Math.abs((memorised?.value ?? 0) - byChance)).toBeLessThan(4);
    expect(metrics.notes.some((note) => note.includes('drawn for the comparison'))).toBe(false);
  });

  test('that miss a cluster are found out by modes and recall, not by precision', async () => {
    const all = await ring(1, 1_200);
    const made = where(all, (index) => all.labels?.[index] !== 3);
    const metrics = await compare({ made, real: await ring(2) });
    expect(valueIn(metrics, 'Modes found')).toBe(7);
    expect(metrics.notes[0]).toMatch(/^Made near each mode: \d+, \d+, \d+, 0, /);
    expect(valueIn(metrics, 'Recall')).toBeLessThan(90);
    expect(valueIn(metrics, 'Precision')).toBeGreaterThan(96);
    expect(valueIn(metrics, 'Discrepancy')).toBeGreaterThan(0.002);
  });

  test('that are smeared are found out by precision, not by modes', async () => {
    const metrics = await compare({ made: moved(await ring(1), 0.4), real: await ring(2) });
    expect(valueIn(metrics, 'Precision')).toBeLessThan(60);
    expect(valueIn(metrics, 'Near a mode')).toBeLessThan(60);
    expect(valueIn(metrics, 'Modes found')).toBe(8);
  });

  test('that are copies are found out among training points, however many there are', async () => {
    const training = await ring(1, 6_000);
    const made = moved(
      where(training, (index) => index >= 5_800),
      1e-5,
    );
    const real = await ring(2, 200);
    expect(valueIn(await compare({ made, real, training }), 'Memorised')).toBeGreaterThan(99);
    const twice = takeExamples(training, [...Array(6_000).keys(), ...Array(6_000).keys()]);
    expect(
      valueIn(
        await compare({ made: takeExamples(training, [1, 2, 3, 4, 5, 6, 7]), real, training: twice }),
        'Memorised',
      ),
    ).toBe(100);
  });

  test('do not change their score with the unit that they are measured in', async () => {
    const [made, real] = [await ring(1), await ring(2)];
    const scaled = ({ modes: _modes, ...examples }: Examples): Examples => ({
      ...examples,
      data: examples.data.map((value, index) => (index % 2 === 0 ? 1_000 * value + 7 : value)),
    });
    const [plain, stretched] = [
      await compare({ made, real }),
      await compare({ made: scaled(made), real: scaled(real) }),
    ];
    for (const name of ['Discrepancy', 'Sliced Wasserstein', 'Precision', 'Coverage'])
      expect(valueIn(stretched, name), name).toBeCloseTo(valueIn(plain, name), 3);
  });

  test('get the same score from the same seed, of as many as can be compared', async () => {
    const inputs = { made: await ring(1, 5_000), real: await ring(2, 300) };
    const [first, again, other] = [await compare(inputs), await compare(inputs), await compare(inputs, 2)];
    expect(again).toEqual(first);
    expect(other.values).not.toEqual(first.values);
    expect(first.notes).toContain('Of the 5,000 made examples 2,000 were drawn for the comparison.');
    expect(first.notes.filter((note) => note.includes('drawn'))).toHaveLength(1);
  });

  test('are seen over each other beside the numbers, and others are let through between measures', async () => {
    const context = testContext();
    await run({ made: await ring(1), real: await ring(2), training: await ring(3) }, params, context);
    const last = context.previews.at(-1);
    expect(last).toMatchObject({ port: 'metrics', view: { view: 'numbers', picture: { view: 'scatter' } } });
    expect(context.breaths).toBeGreaterThan(5);
    const apart = { made: await ring(1), real: await ring(2) };
    const cancelled = testContext({ cancelAt: 3 });
    expect(await refusalOf(() => run(apart, params, cancelled))).toMatchObject({
      code: 'cancelled',
    });
  });
});

test('rows of many numbers are compared, fewer of them the longer they are', async () => {
  const [made, real] = [rows(450, 512, 1), rows(60, 512, 2)];
  const metrics = await compare({ made, real });
  expect(Math.abs(valueIn(metrics, 'Discrepancy'))).toBeLessThan(0.002);
  expect(valueIn(metrics, 'Modes found')).toBeNaN();
  expect(metrics.notes[0]).toMatch(/^Of the 450 made examples 441 were drawn/);
});

describe('images', () => {
  test('are compared with their nearest neighbours, and it is said that this is not all', async () => {
    const [training, real] = [images(60, 1), images(60, 2)];
    const made = takeExamples(training, [5, 6, 7, 8, 9, 10, 11]);
    const metrics = await compare({ made, real, training });
    expect(valueIn(metrics, 'Memorised')).toBe(100);
    expect(valueIn(metrics, 'PSNR to the nearest')).toBeLessThan(15);
    const same = await compare({ made: real, real, training });
    expect(valueIn(same, 'SSIM to the nearest')).toBeCloseTo(1, 6);
    expect(valueIn(same, 'PSNR to the nearest')).toBe(60);
    expect(valueIn(same, 'Memorised')).toBeLessThan(20);
    expect(same.notes[0]).toContain('“Judge by classifier” compares what a classifier sees');
    expect((await loadExplanation(evaluateExamples))?.more).toContain(
      '“Judge by classifier” compares what a classifier sees',
    );
  });

  test('of one kind are told to be alike; blur, noise and too few kinds are found out', async () => {
    // A bright bar on a dark ground, with a column, a length and a brightness of its own.
    const bars = (seed: number, count: number, of = 8): Examples => {
      const random = createRandom(seed);
      const all = Array.from({ length: count }, () => {
        const [column, length, light] = [random.int(of), 2 + random.int(6), 0.5 + 0.5 * random.next()];
        return Array.from({ length: 64 }, (_, at) => (at % 8 === column && at < 8 * length ? light : 0.1));
      });
      return { shape: [8, 8, 1], count, data: Float32Array.from(all.flat()) };
    };
    const [real, training] = [bars(1, 80), bars(2, 200)];
    const measured = async (made: Examples) => {
      const metrics = await compare({ made, real, training });
      const [distance, kernel] = ['Fréchet distance of pixels', 'Kernel distance of pixels'].map((name) =>
        valueIn(metrics, name),
      );
      return { distance, kernel, recall: valueIn(metrics, 'Recall'), precision: valueIn(metrics, 'Precision') };
    };
    const alike = await measured(bars(3, 80));
    expect(alike.kernel).toBeLessThan(0.02);
    expect(alike.recall).toBeGreaterThan(70);
    const mean = (at: number, { data }: Examples) => ((data[at] ?? 0) + (data[at + 1] ?? data[at] ?? 0)) / 2;
    const other = bars(3, 80);
    const blurred = { ...other, data: other.data.map((_, at) => mean(at, other)) };
    for (const worse of [await measured(blurred), await measured(moved(other, 0.2)), await measured(bars(3, 80, 2))]) {
      expect(worse.distance).toBeGreaterThan(2 * (alike.distance ?? 0));
      expect(worse.kernel).toBeGreaterThan(2 * (alike.kernel ?? 0));
    }
    expect((await measured(bars(3, 80, 2))).recall).toBeLessThan(60);
    const { values } = await compare({ made: other, real, training });
    expect(values[0]?.help).toMatch(/^Over the 24 directions in which the training images differ most, pixel by pixel/);
    expect(values.slice(0, 5).map(({ name }) => name)).toEqual([
      'Fréchet distance of pixels',
      'Precision',
      'Recall',
      'Kernel distance of pixels',
      'Density',
    ]);
  });

  test('are shown each before its neighbour', async () => {
    const context = testContext();
    await run({ made: images(20, 1), real: images(20, 2) }, params, context);
    const { view } = context.previews.at(-1) ?? {};
    if (view?.view !== 'numbers' || view.picture?.view !== 'images') throw new Error('no images');
    expect(view.picture.captions?.slice(0, 4)).toEqual(['made', 'nearest', 'made', 'nearest']);
  });
});

describe('copies of training images', () => {
  // White bars on black, no two of one place and length in the training.
  const bar = (column: number, length: number): number[] =>
    Array.from({ length: 64 }, (_, at) => (at % 8 === column && Math.floor(at / 8) < length ? 1 : 0));
  const bars = (...all: readonly (readonly number[])[]): Examples => ({
    shape: [8, 8, 1],
    count: all.length,
    data: Float32Array.from(all.flat()),
  });
  const training = bars(bar(0, 2), bar(0, 5), bar(0, 8));
  const real = images(12, 2);
  const context = testContext();
  const copiesOf = (made: Examples, see?: (examples: Examples) => Promise<Examples>) =>
    compareImages({ made, real, training, neighbours: 5, context, ...(see && { see }) });

  test('are counted, and shown first, each before what it is a copy of, with the distance', async () => {
    const made = bars(bar(4, 4), bar(0, 5), bar(0, 8));
    const { values, picture } = await copiesOf(made);
    expect(values.find(({ name }) => name === 'Copies')).toMatchObject({ value: 2, unit: 'of 3' });
    if (picture?.view !== 'images') throw new Error('no images');
    expect(picture).toMatchObject({ count: 6, columns: 6 });
    expect(picture.captions).toEqual(['made', 'copy 0', 'made', 'copy 0', 'made', 'training 2.4']);
    const pixels = Uint8Array.from(atob(picture.pixels), (character) => character.charCodeAt(0));
    expect([...pixels.subarray(0, 64)]).toEqual([...pixels.subarray(64, 128)]);
    expect([...pixels.subarray(256, 320)].map((byte) => byte / 255)).toEqual(bar(4, 4));
    expect([...pixels.subarray(320)].map((byte) => byte / 255)).toEqual(bar(0, 2));
  });

  test('that are moved are found by what is seen in them, not pixel by pixel', async () => {
    const moved = bars(bar(3, 5), bar(6, 8));
    // Sees how much white there is, wherever it stands.
    const see = async ({ count, data }: Examples): Promise<Examples> => ({
      shape: [1],
      count,
      data: Float32Array.from({ length: count }, (_, row) =>
        data.subarray(64 * row, 64 * (row + 1)).reduce((sum, value) => sum + value, 0),
      ),
    });
    const copies = async (found: ReturnType<typeof copiesOf>) =>
      (await found).values.find(({ name }) => name === 'Copies')?.value;
    expect(await copies(copiesOf(moved))).toBe(0);
    expect(await copies(copiesOf(moved, see))).toBe(2);
  });

  test('are refused a classifier of other images', () => {
    const wired = { made: { exampleShape: [8, 8, 1] }, classifier: { exampleShape: [28, 28, 1] } };
    expect(extendNode(evaluateExamples, wired, params, { nodeId: 'compare' })).toMatchObject({
      ok: false,
      port: 'made',
      error: { code: 'judge.other-shape' },
    });
  });

  test('stand beside them also where only a few fit into a view', async () => {
    const large = images(12, 3, [128, 128, 3]);
    const { picture } = await compareImages({
      made: takeExamples(large, [0, 1, 2]),
      real: large,
      training: large,
      neighbours: 5,
      context,
    });
    expect(picture).toMatchObject({ view: 'images', count: 2, captions: ['made', 'copy 0'] });
  });
});

describe('what cannot be compared is refused', () => {
  test('while wires are drawn: points with images', () => {
    const against = (real: string) =>
      graph(
        [
          node('points', 'source.points'),
          node('input', 'network.example-input', { time: true }),
          node('output', 'network.example-output'),
          node('train', 'train.diffusion'),
          node('make', 'generate.examples'),
          node('compare', 'evaluate.examples'),
          node('real', real),
        ],
        [
          wire('points.examples', 'input.examples'),
          wire('input.network', 'output.network'),
          wire('output.network', 'train.network'),
          wire('points.examples', 'train.examples'),
          wire('train.model', 'make.model'),
          wire('make.examples', 'compare.made'),
          wire('real.examples', 'compare.real'),
        ],
      );
    const errors = (real: string) => check(against(real), catalogue).problems.filter(({ level }) => level === 'error');
    expect(errors('source.points')).toEqual([]);
    expect(errors('source.images')[0]).toMatchObject({
      nodeId: 'compare',
      code: 'compare.other-shape',
      title: expect.stringContaining('[28, 28, 1]'),
    });
  });

  test('and when it runs: shapes, too few, no numbers, too long', async () => {
    const real = await ring(2, 100);
    const refused = (inputs: Parameters<typeof run>[0]) => refusalOf(() => run(inputs, params, testContext()));
    const few = where(real, (index) => index < 3);
    expect(await refused({ made: images(20, 1), real })).toMatchObject({ code: 'compare.other-shape' });
    expect(await refused({ made: real, real, training: rows(20, 3, 1) })).toMatchObject({
      code: 'compare.other-shape',
      title: '“Made” gives examples of the shape [2], and “Training” gives [3].',
    });
    expect(await refused({ made: few, real })).toMatchObject({ code: 'compare.too-few' });
    expect(await refused({ made: real, real: few })).toMatchObject({ code: 'compare.too-few' });
    expect(await refused({ made: real, real, training: where(real, (index) => index < 1) })).toMatchObject({
      title: 'There is 1 training example, and at least 2 are needed.',
    });
    const broken = { ...real, data: real.data.map((value, index) => (index === 17 ? Number.NaN : value)) };
    expect(await refused({ made: broken, real })).toMatchObject({ code: 'compare.not-a-number' });
    expect(await refused({ made: rows(20, 1_100, 1), real: rows(20, 1_100, 2) })).toMatchObject({
      code: 'compare.too-wide',
    });
  });
});
