import '@tensorflow/tfjs-backend-cpu';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { imageTextLogits } from '@/ml/classify/contrast';
import { undoScaling } from '@/ml/data/points';
import { runNetwork } from '@/ml/forward';
import { type Tensor, tensor, tensor2d } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type LoadedClip, loadClip } from '@/nodes/common/foundation/load-clip';
import { concreteNetwork } from '@/nodes/common/network';
import { run as runFeatures } from '@/nodes/prepare/features/run';
import { loadImageClassifier } from '@/nodes/source/image-classifier/node';
import { run } from '@/nodes/source/image-classifier/run';
import { fileOf, refusalOf, testContext } from '../support';
import { encoderExpectation, publishedFiles, quietly, withFile } from './published';

interface Expected {
  readonly ids: number[][];
  readonly images: number[];
  /** Of length 1 each, as the reference gives them. */
  readonly text: number[];
  readonly image: number[];
  readonly logits: number[];
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, one, index) => Math.max(most, Math.abs(one - (b[index] ?? Number.NaN))), 0);

const encode = ({ network, weights }: LoadedClip['text'], input: Tensor): Tensor => {
  const concrete = concreteNetwork(network);
  const uploaded = uploadWeights(concrete, weights);
  const made = runNetwork(concrete, uploaded, { input });
  disposeAll(uploaded);
  input.dispose();
  return made;
};

test('both towers of CLIP, and how well images and texts go together, are those of the reference implementation', async () => {
  const hooks = quietly();
  const clip = await loadClip(await publishedFiles('clip'), hooks);
  expect(hooks.logs).toEqual([]);
  const { ids, images, text, image, logits } = await encoderExpectation<Expected>('clip');
  const texts = encode(clip.text, tensor2d(ids, undefined, 'int32'));
  const seen = encode(clip.images, tensor(images, [2, 8, 8, 3]));
  const unit = (rows: Tensor) => rows.div(rows.norm(2, -1, true));
  expect(texts.shape).toEqual([3, 8]);
  expect(furthest(unit(texts).dataSync(), text)).toBeLessThan(1e-4);
  expect(furthest(unit(seen).dataSync(), image)).toBeLessThan(1e-4);
  const made = imageTextLogits(seen, texts, clip.logitScale);
  expect(made.shape).toEqual([2, 3]);
  expect(furthest(made.dataSync(), logits)).toBeLessThan(1e-3);
});

test('an end that old files mean nothing by leaves the highest id to stand for the text', async () => {
  const files = await publishedFiles('clip');
  const file = files.find(({ name }) => name.endsWith('/config.json'));
  const config = JSON.parse(new TextDecoder().decode(await file?.read(0, file.size)));
  const old = { ...config, text_config_dict: { ...config.text_config, eos_token_id: 2 } };
  const clip = await loadClip(withFile(files, 'config.json', JSON.stringify(old)), quietly());
  expect(clip.text.network.operations.find(({ layer }) => layer === 'pick-token')?.params).toEqual({});
});

test('classes in words make a classifier of it: its scores are the logits of the reference for these sentences', async () => {
  const entries = await Promise.all(
    (await publishedFiles('clip')).map(async (file) => [file.name, await file.read(0, file.size)] as const),
  );
  const { file, files } = fileOf('clip.zip', zipSync(Object.fromEntries(entries), { level: 0 }));
  const load = (classes: string, sentence = '{}') =>
    run({}, loadImageClassifier.params.parse({ files: file, classes, sentence }), testContext({ files }));
  // Two of the texts that the reference was given; the third cannot be written.
  const { classifier } = await load('it tree under\nflew roof under un underting roof');
  expect(classifier).toMatchObject({ shape: [8, 8, 3], accuracy: null });
  expect(classifier.classes).toEqual(['it tree under', 'flew roof under un underting roof']);
  const { images, logits } = await encoderExpectation<Expected>('clip');
  const weights = Object.entries(classifier.weights).map(([name, weight]) => [name.replace('classifier/', ''), weight]);
  const tower = { network: classifier.networks.classifier, weights: Object.fromEntries(weights) };
  const scores = encode(tower, tensor(images, [2, 8, 8, 3]));
  expect(scores.shape).toEqual([2, 2]);
  expect(
    furthest(
      scores.dataSync(),
      [0, 1, 3, 4].map((at) => logits[at] ?? Number.NaN),
    ),
  ).toBeLessThan(1e-3);

  // As vectors: of images, and of the texts, each of length 1 as the reference gives them.
  const { image, text } = await encoderExpectation<Expected>('clip');
  const shown = { shape: [8, 8, 3], count: 2, data: Float32Array.from(images) };
  const pictures = { ...undoScaling(shown, classifier.scaling), captions: ['one', 'another'] };
  const context = testContext();
  const { vectors, classes } = await runFeatures({ classifier, examples: pictures }, {}, context);
  expect(vectors).toMatchObject({ shape: [8], count: 2, captions: ['one', 'another'] });
  expect(furthest(vectors.data, image)).toBeLessThan(1e-4);
  expect(classes).toMatchObject({ shape: [8], count: 2, classes: classifier.classes });
  expect(furthest(classes.data, text.slice(0, 16))).toBeLessThan(1e-4);
  expect(context.previews).toHaveLength(1);
  const small = { shape: [4, 4, 3], count: 1, data: new Float32Array(48) };
  expect((await refusalOf(async () => runFeatures({ classifier, examples: small }, {}, testContext()))).code).toBe(
    'judge.other-shape',
  );

  // Put into a sentence, a word is another text.
  const other = await load('it\nflew', '{} tree under');
  expect(other.classifier.classes).toEqual(['it', 'flew']);
  const [first] = Object.values(classifier.weights).slice(-1);
  const [second] = Object.values(other.classifier.weights).slice(-1);
  const column = (weight: typeof first) => weight?.data.filter((_, at) => at % 2 === 0);
  expect(column(second)).toEqual(column(first));

  for (const [classes, title] of [
    ['', /there are not two of them/],
    ['a cat', /there are not two of them/],
    ['a cat\na cat', /two of them are the same/],
  ] as const)
    await expect(load(classes)).rejects.toMatchObject({
      code: 'foundation.classes',
      title: expect.stringMatching(title),
    });
  await expect(load(`it\n${'tree '.repeat(40)}`)).rejects.toMatchObject({ code: 'foundation.sentence-too-long' });
});
