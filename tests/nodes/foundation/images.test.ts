import '@tensorflow/tfjs-backend-cpu';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Classifier } from '@/graph';
import { runNetwork } from '@/ml/forward';
import { withRole } from '@/ml/roles';
import { tensor } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { judgeExamples } from '@/nodes/common/classifier';
import { loadModel } from '@/nodes/common/foundation/load';
import { loadClassifier, loadImageEncoder } from '@/nodes/common/foundation/load-images';
import { type ByteSource, modelFolder } from '@/nodes/common/foundation/sources';
import { concreteNetwork } from '@/nodes/common/network';
import { run as judge } from '@/nodes/evaluate/features/run';
import { loadImageClassifier } from '@/nodes/source/image-classifier/node';
import { run } from '@/nodes/source/image-classifier/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { fileOf, testContext } from '../support';
import { encoderExpectation, publishedFiles, quietly, withFile } from './published';

interface Expected {
  /** Two of 8 × 8 × 3, in 0 … 1. */
  readonly images: number[];
  readonly output: number[];
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, one, index) => Math.max(most, Math.abs(one - (b[index] ?? Number.NaN))), 0);

const outputOf = (
  loaded: Pick<Classifier, 'weights'>,
  network: ReturnType<typeof concreteNetwork>,
  images: number[],
) => {
  const uploaded = uploadWeights(network, loaded.weights);
  const input = tensor(
    images.map((pixel) => 2 * pixel - 1),
    [2, 8, 8, 3],
  );
  const output = runNetwork(network, uploaded, { input });
  const numbers = Float32Array.from(output.dataSync());
  for (const one of [input, output]) one.dispose();
  disposeAll(uploaded);
  return numbers;
};

test('the scores of a vision transformer are those of the reference implementation, and so is what it sees', async () => {
  const classifier = await loadClassifier(await publishedFiles('vit'), quietly());
  const { images, output } = await encoderExpectation<Expected>('vit');
  const network = withRole(concreteNetwork(classifier.networks.classifier), 'classifier');
  const ours = outputOf(classifier, network, images);
  expect(ours.length).toBe(2 * 7);
  expect(furthest(ours, output)).toBeLessThan(1e-4);
  expect(classifier).toMatchObject({
    shape: [8, 8, 3],
    classes: ['LABEL_0', 'LABEL_1', 'LABEL_2', 'LABEL_3', 'LABEL_4', 'LABEL_5', 'LABEL_6'],
  });

  // As evaluators ask it: pixels in 0 … 1, which it scales itself.
  const examples = { shape: [8, 8, 3], count: 2, data: Float32Array.from(images) };
  const { classes, features } = await judgeExamples(classifier, examples, async () => {});
  const best = (row: number) => {
    const scores = output.slice(7 * row, 7 * row + 7);
    return scores.indexOf(Math.max(...scores));
  };
  expect([...classes]).toEqual([best(0), best(1)]);
  expect(features.shape).toEqual([16]);
});

test('without its head, its vectors are those of the reference', async () => {
  const { network, weights } = await loadImageEncoder(modelFolder(await publishedFiles('vit-bare')), quietly());
  const { images, output } = await encoderExpectation<Expected>('vit-bare');
  const ours = outputOf({ weights }, concreteNetwork(network), images);
  expect(ours.length).toBe(2 * 5 * 16);
  expect(furthest(ours, output)).toBeLessThan(1e-4);
});

test('its files become a classifier that judges images, and is stored as it is', async () => {
  const entries = await Promise.all(
    (await publishedFiles('vit')).map(async (file) => [file.name, await file.read(0, file.size)] as const),
  );
  const { file, files } = fileOf('vit.zip', zipSync(Object.fromEntries(entries), { level: 0 }));
  const context = testContext({ files });
  const { classifier } = await run({}, loadImageClassifier.params.parse({ files: file }), context);
  expect(context.logs.at(-1)).toMatch(/it tells 7 classes apart in images of 8 × 8/);
  const codec = codecOf('classifier');
  expect(codec.decode(codec.encode(classifier))).toEqual(classifier);
  expect(JSON.stringify(codec.look(classifier, { large: false }))).not.toContain('right');

  const count = 8;
  const some = (shift: number) => ({
    shape: [8, 8, 3],
    count,
    data: Float32Array.from({ length: count * 192 }, (_, index) => ((index * 37 + shift) % 101) / 100),
  });
  const { metrics } = await judge({ made: some(0), real: some(3), classifier }, { neighbours: 2 }, testContext({}));
  expect(metrics.values.map(({ name }) => name)).toContain('Least made class');
  expect(metrics.notes.join(' ')).toContain('classifier of 7 classes. Figures');
});

describe('what cannot be opened is refused in words', () => {
  const changed = async (name: string, file: string, change: Readonly<Record<string, unknown>>) => {
    const files = await publishedFiles(name);
    const found = files.find((one) => one.name.endsWith(`/${file}`));
    const known = JSON.parse(new TextDecoder().decode(await found?.read(0, found.size)));
    return withFile(files, file, JSON.stringify({ ...known, ...change }));
  };
  const config = (change: Readonly<Record<string, unknown>>) => () => changed('vit', 'config.json', change);
  test.each<[string, () => Promise<readonly ByteSource[]>, string, RegExp]>([
    [
      'another architecture',
      config({ architectures: ['SwinModel'] }),
      'foundation.unsupported-architecture',
      /ViTForImage/,
    ],
    ['squares that do not divide', config({ patch_size: 3 }), 'foundation.malformed', /do not divide into squares/],
    ['another activation', config({ hidden_act: 'mish' }), 'foundation.unsupported', /“mish”/],
    ['classes out of order', config({ id2label: { '1': 'cat' } }), 'foundation.malformed', /not numbered from 0/],
    ['no head', () => publishedFiles('vit-bare'), 'foundation.no-head', /“ViTModel” gives vectors alone/],
    [
      'a scaling of other channels',
      () => changed('vit', 'preprocessor_config.json', { image_mean: [0, 0] }),
      'foundation.malformed',
      /3 channels/,
    ],
  ])('%s', async (_, files, code, sentence) => {
    const thrown = await loadClassifier(await files(), quietly()).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code });
    const { title, detail = '' } = thrown as { title: string; detail?: string };
    expect(`${title} ${detail}`).toMatch(sentence);
  });

  test('a model of images given as one of text, with the node that opens it', async () => {
    await expect(loadModel(await publishedFiles('vit'), quietly())).rejects.toMatchObject({
      code: 'foundation.of-images',
      fix: 'Open it with “Load image classifier”.',
    });
  });
});
