import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Classifier, type Examples, extendNode, type Facts, type Network } from '@/graph';
import { ready, setBackend } from '@/ml/tf';
import { takeExamples } from '@/nodes/common/examples';
import { evaluateExamples } from '@/nodes/evaluate/examples/node';
import { run as compareExamples } from '@/nodes/evaluate/examples/run';
import { evaluateFeatures } from '@/nodes/evaluate/features/node';
import { run as judge } from '@/nodes/evaluate/features/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as train } from '@/nodes/train/classifier/run';
import { refusalOf, testContext } from '../support';
import { network, points, said } from './support';

const given: Facts = said('source.points', { shape: 'two-moons' }, {});
const layers = (): Network =>
  network(given, { from: 'example', mlp: { width: 16, layers: 2, activation: 'silu' }, output: { gives: 'classes' } });
const settings = (params: object = {}) =>
  trainClassifier.params.parse({ steps: 150, batchSize: 64, learningRate: 0.02, evaluateEvery: 75, ...params });

const learn = async (): Promise<{ classifier: Classifier; accuracy: number }> => {
  const [examples, validation] = [
    await points({ shape: 'two-moons', count: 400 }, 1),
    await points({ shape: 'two-moons', count: 200 }, 2),
  ];
  const { classifier, metrics } = await train({ network: layers(), examples, validation }, settings(), testContext());
  const [first] = metrics.values;
  return { classifier, accuracy: first?.value ?? 0 };
};

describe('a classifier', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    await ready();
  });

  test('learns to tell two moons apart, and then judges what was made', async () => {
    const { classifier, accuracy } = await learn();
    expect(accuracy).toBeGreaterThan(97);
    expect(classifier.accuracy).toBeCloseTo(accuracy / 100, 6);

    const real = await points({ shape: 'two-moons', count: 300 }, 3);
    const values = async (made: Examples) => {
      const { metrics } = await judge({ made, real, classifier }, evaluateFeatures.params.parse({}), testContext());
      return Object.fromEntries(metrics.values.map(({ name, value }) => [name, value]));
    };
    const good = await values(await points({ shape: 'two-moons', count: 300 }, 4));
    const upper = [...(real.labels ?? [])].flatMap((label, index) => (label === 0 ? [index] : []));
    const collapsed = await values(takeExamples(real, upper));
    expect(good['Class as asked']).toBeGreaterThan(97);
    expect(good['Least made class']).toBeGreaterThan(40);
    expect(collapsed['Least made class']).toBeLessThan(3);
    expect(collapsed['Fréchet distance']).toBeGreaterThan(20 * (good['Fréchet distance'] ?? 0));
    expect(good.Coverage).toBeGreaterThan((collapsed.Coverage ?? 0) + 20);

    // It can also look for copies of training examples.
    const some = takeExamples(real, [...Array(40).keys()]);
    const inputs = { made: takeExamples(real, [50, 51, 52, 53, 54, 55]), real: some, training: real };
    const compare = async (given: Parameters<typeof compareExamples>[0]) =>
      (await compareExamples(given, evaluateExamples.params.parse({}), testContext())).metrics;
    const { values: found } = await compare({ ...inputs, classifier });
    expect(found.find(({ name }) => name === 'Memorised')?.value).toBe(100);
    const { training: _training, ...without } = inputs;
    expect((await compare({ ...without, classifier })).notes.join()).toContain('nothing is connected to “Training”');
  });

  test('refuses examples without classes, and of one class only', async () => {
    const examples = await points({ shape: 'two-moons', count: 40 });
    const { labels: _labels, classes: _classes, ...bare } = examples;
    expect(
      await refusalOf(() => train({ network: layers(), examples: bare }, settings(), testContext())),
    ).toMatchObject({
      code: 'train.no-labels',
    });
    const alike = { ...examples, labels: new Int32Array(40) };
    expect(
      await refusalOf(() => train({ network: layers(), examples: alike }, settings(), testContext())),
    ).toMatchObject({
      code: 'train.one-class',
      title: 'All examples are of one class, “upper”.',
    });
  });

  test('is refused at wiring where the network ends otherwise, or knows other classes', () => {
    const other = network(given, { from: 'example', output: { gives: 'score' } });
    const refused = (wired: Network, examples: Facts) => {
      const extended = extendNode(trainClassifier, { network: { network: wired }, examples }, settings(), {
        nodeId: 'train',
      });
      return extended.ok ? null : extended.error.code;
    };
    expect(refused(other, given)).toBe('train.other-output');
    expect(refused(layers(), said('source.points', { shape: 'rings' }, {}))).toBe('train.other-classes');
    expect(refused(layers(), given)).toBeNull();
    const unknown = extendNode(trainClassifier, {}, settings(), { nodeId: 'train' });
    expect(unknown.ok).toBe(true);
    expect(() => network({ exampleShape: [2] }, { from: 'example', output: { gives: 'classes' } })).toThrow(
      'Nothing tells which classes there are.',
    );
  });
});
