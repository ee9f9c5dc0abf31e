import '@tensorflow/tfjs-backend-cpu';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, extendNode, type Facts, type JointEncoder } from '@/graph';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { catalogue } from '@/nodes';
import { evaluateJoint } from '@/nodes/evaluate/joint/node';
import { run as evaluate } from '@/nodes/evaluate/joint/run';
import { zeroShot } from '@/nodes/evaluate/zero-shot/node';
import { run as tellApart } from '@/nodes/evaluate/zero-shot/run';
import { captionsFor } from '@/nodes/evaluate/zero-shot/said';
import { run as hold } from '@/nodes/prepare/hold-out/run';
import { retrieveCaptions } from '@/nodes/retrieve/captions/node';
import { run as findWords } from '@/nodes/retrieve/captions/run';
import { retrievePictures } from '@/nodes/retrieve/pictures/node';
import { run as findPictures } from '@/nodes/retrieve/pictures/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as readPictures } from '@/nodes/source/images/run';
import { trainContrastive } from '@/nodes/train/contrastive/node';
import { run as train } from '@/nodes/train/contrastive/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { plainPng } from '../examples/png';
import { said } from '../examples/wiring';
import { fileOf, refusalOf, testContext } from '../support';

const COLOURS = { red: [1, 0, 0], green: [0, 1, 0], blue: [0, 0, 1] } as const;
const NAMES = ['red', 'green', 'blue'] as const;

/** Pictures of 2 × 2 pixels: of one colour, at the top or at the bottom. */
function pictures(count: number, seed: number): Examples {
  const random = createRandom(seed);
  const data = new Float32Array(count * 12);
  const labels = new Int32Array(count);
  const captions = Array.from({ length: count }, (_, row) => {
    const colour = random.int(3);
    const low = random.int(2);
    labels[row] = colour;
    for (let pixel = 0; pixel < 4; pixel++)
      for (let channel = 0; channel < 3; channel++) {
        const lit = Math.floor(pixel / 2) === low ? (COLOURS[NAMES[colour] ?? 'red'][channel] ?? 0) : 0;
        data[row * 12 + pixel * 3 + channel] = 0.9 * lit + 0.1 * random.next();
      }
    return `something ${NAMES[colour]} at the ${low ? 'bottom' : 'top'}`;
  });
  return { shape: [2, 2, 3], count, data, labels, classes: [...NAMES], captions };
}

const given: Facts = { exampleShape: [2, 2, 3], captioned: true };
const networkOf = (facts: Facts) => {
  if (!facts.network) throw new Error('no network');
  return facts.network;
};
const encoders = {
  pictures: networkOf(
    said('network.mlp', { width: 32, layers: 1 }, { network: said('network.example-input', {}, { examples: given }) }),
  ),
  words: networkOf(
    said(
      'network.patch-mean',
      {},
      {
        network: said('network.caption-input', { width: 16, words: 12, length: 6 }, { examples: given }),
      },
    ),
  ),
};
const params = (loss: 'softmax' | 'sigmoid', steps = 45) =>
  trainContrastive.params.parse({
    loss,
    width: 8,
    steps,
    decaySteps: 60,
    batchSize: 16,
    learningRate: 0.01,
    evaluateEvery: loss === 'softmax' ? 30 : 6,
    average: 0,
  });

const learned = pictures(120, 1);
const others = pictures(40, 2);
let encoder: JointEncoder;

beforeAll(async () => {
  await tf.setBackend('cpu');
  encoder = (await train({ ...encoders, examples: learned, validation: others }, params('softmax'), testContext()))
    .encoder;
});

describe('pictures and words', () => {
  test('learned together find each other, both ways, in pictures that were put aside', async () => {
    const { metrics } = await evaluate({ encoder, examples: others }, evaluateJoint.params.parse({}), testContext());
    const of = (name: string) => metrics.values.find((value) => value.name === name)?.value ?? Number.NaN;
    expect(of('Pictures')).toBe(6);
    expect(of('Words of a picture, first')).toBe(100);
    expect(of('Picture of words, first')).toBe(100);
    expect(of('Alignment by this encoder')).toBeGreaterThan(of('The same of wrong captions') + 0.3);
  });

  test('learn by the sigmoid too, go on where they stopped, and leave no tensor', async () => {
    const before = tf.memory().numTensors;
    const [context, uninterrupted] = [testContext(), testContext()];
    await train({ ...encoders, examples: learned }, params('sigmoid', 6), context);
    const { encoder: resumed } = await train({ ...encoders, examples: learned }, params('sigmoid', 12), context);
    const { encoder: whole } = await train({ ...encoders, examples: learned }, params('sigmoid', 12), uninterrupted);
    expect(tf.memory().numTensors).toBe(before);
    expect(resumed.trainedSteps).toBe(12);
    expect(resumed.weights).toEqual(whole.weights);
    const losses = uninterrupted.metrics.flatMap(({ values: { loss } }) => loss ?? []);
    expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] ?? 0));
  });

  test('are kept in the format that other weights are kept in', async () => {
    const codec = codecOf('joint-encoder');
    const back = await codec.decode(await codec.encode(encoder));
    expect(back).toEqual(encoder);
  });

  test('are found by words, the best first, and pictures are told in words', async () => {
    const asked = retrievePictures.params.parse({ query: 'something blue at the top\nred', top: 3 });
    const context = testContext();
    const { ranking, examples: best } = await findPictures({ encoder, examples: others }, asked, context);
    const [blue, red] = ranking.queries;
    expect(blue?.found.map(({ words }) => words)).toEqual(Array(3).fill('something blue at the top'));
    expect(red?.found.every(({ words }) => words?.includes('red'))).toBe(true);
    const scores = blue?.found.map(({ score }) => score ?? 0) ?? [];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(best.captions).toEqual(['something blue at the top', 'red']);
    expect(ranking.count).toBeLessThanOrEqual(6);

    const { text, ranking: told } = await findWords(
      { encoder, examples: others },
      retrieveCaptions.params.parse({ limit: 10 }),
      testContext(),
    );
    expect(text.items).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36].map((row) => others.captions?.[row]));
    expect(told.queries.every(({ found }) => found[0]?.right)).toBe(true);
  });

  test('are told apart by classes that are only written down', async () => {
    const said = zeroShot.params.parse({ template: 'something {class}' });
    const { metrics, confusion } = await tellApart({ encoder, examples: others }, said, testContext());
    expect(metrics.values[0]).toMatchObject({ name: 'Right', value: 100 });
    expect(confusion.rows).toHaveLength(3);
    expect(captionsFor('a {red|blue} {class}', 'ring')).toEqual(['a red ring', 'a blue ring']);
    const many = zeroShot.params.parse({ template: '{something|} {class} at the {top|bottom}' });
    expect((await tellApart({ encoder, examples: others }, many, testContext())).metrics.values[0]?.value).toBe(100);
    const asked = zeroShot.params.parse({ classes: 'top, bottom', template: 'something at the {class}' });
    const place = await tellApart({ encoder, examples: others }, asked, testContext());
    expect(place.confusion.rows.map(([name]) => name)).toEqual(['top', 'bottom']);
    expect(place.ranking.queries[0]?.found[0]?.words).toBe(
      `something at the ${others.captions?.[0]?.split(' ').at(-1)}`,
    );
  });

  test('say what is wrong and what would fix it', async () => {
    const find = (query: string) =>
      refusalOf(async () =>
        findPictures({ encoder, examples: others }, retrievePictures.params.parse({ query }), testContext()),
      );
    expect(await find('a zebra')).toMatchObject({
      code: 'joint.unknown-words',
      title: expect.stringContaining('zebra'),
    });
    expect(await find('')).toMatchObject({ code: 'retrieve.no-query' });
    const { captions: _without, ...mute } = others;
    expect(
      await refusalOf(async () => evaluate({ encoder, examples: mute }, evaluateJoint.params.parse({}), testContext())),
    ).toMatchObject({ code: 'joint.no-captions' });
    expect(
      await refusalOf(async () => train({ ...encoders, examples: mute }, params('softmax'), testContext())),
    ).toMatchObject({
      code: 'train.no-captions',
    });
    const large = { ...others, shape: [4, 1, 3] };
    expect(
      await refusalOf(async () =>
        findWords({ encoder, examples: large }, retrieveCaptions.params.parse({}), testContext()),
      ),
    ).toMatchObject({ code: 'joint.other-shape' });
    expect(
      await refusalOf(async () =>
        tellApart({ encoder, examples: others }, zeroShot.params.parse({ template: 'something' }), testContext()),
      ),
    ).toMatchObject({ code: 'zero-shot.template' });
    const context = testContext();
    await findPictures(
      { encoder, examples: others },
      retrievePictures.params.parse({ query: 'something violet' }),
      context,
    );
    expect(context.logs.join()).toContain('violet');
  });
});

describe('combinations', () => {
  test('that are held out are in no caption of training, singular or plural', async () => {
    const words = ['a red star', 'two red stars', 'a blue star', 'three red crosses', 'starlit red'];
    const examples: Examples = { shape: [1], count: 5, data: Float32Array.of(0, 1, 2, 3, 4), captions: words };
    const { training, unseen } = await hold({ examples }, { combinations: 'Red star, red cross' }, testContext());
    expect(unseen.captions).toEqual(['a red star', 'two red stars', 'three red crosses']);
    expect([...training.data]).toEqual([2, 4]);
    const refused = (combinations: string) =>
      refusalOf(async () => hold({ examples }, { combinations }, testContext()));
    expect(await refused('green star')).toMatchObject({ code: 'hold-out.nowhere' });
    expect(await refused(' ')).toMatchObject({ code: 'hold-out.none' });
    expect(await refused('red, star')).toMatchObject({ code: 'hold-out.all' });
  });
});

test('pictures of one’s own with captions in a list teach two encoders, and those without say both ways to some', async () => {
  const pixels = { red: [255, 0, 0], blue: [0, 0, 255] } as const;
  const files = Object.fromEntries(
    Object.entries(pixels).flatMap(([name, colour]) =>
      [0, 1, 2, 3].map((at) => [`own/${name}${at}.png`, plainPng(2, 2, colour)]),
    ),
  );
  const list = ['file,caption', ...Object.keys(files).map((path) => `${path.slice(4)},a ${path.slice(4, -5)} picture`)];
  const { file, files: assets } = fileOf(
    'own.zip',
    zipSync({ ...files, 'own/captions.csv': strToU8(list.join('\n')) }),
  );
  const asked = { origin: 'files', size: 8, file };
  const own = await readPictures({}, sourceImages.params.parse(asked), testContext({ files: assets }));
  expect(new Set(own.examples.captions)).toEqual(new Set(['a red picture', 'a blue picture']));
  const before: Facts = said('source.images', asked, {});
  const ends = {
    pictures: networkOf(
      said(
        'network.mlp',
        { width: 8, layers: 1 },
        { network: said('network.example-input', {}, { examples: before }) },
      ),
    ),
    words: encoders.words,
  };
  // What is not read yet is not refused.
  expect(extended({ pictures: { network: ends.pictures }, words: { network: ends.words }, examples: before })).toEqual({
    exampleShape: [8, 8, 3],
  });
  const { encoder } = await train(
    { ...ends, examples: own.examples },
    trainContrastive.params.parse({ steps: 4, decaySteps: 4, batchSize: 4, width: 4 }),
    testContext(),
  );
  expect(encoder.vocabulary.words).toEqual(expect.arrayContaining(['red', 'blue', 'picture']));
  const mute = fileOf('mute.zip', zipSync(files));
  const without = await readPictures(
    {},
    sourceImages.params.parse({ ...asked, file: mute.file }),
    testContext({ files: mute.files }),
  );
  const refused = await refusalOf(async () =>
    evaluate({ encoder, examples: without.examples }, evaluateJoint.params.parse({}), testContext()),
  );
  expect(refused.fix).toMatch(/“A caption for each”.*captions\.csv.*\.txt/);
});

const extended = (inputs: Record<string, Facts>) => {
  const contract = catalogue.get('train.contrastive');
  if (!contract) throw new Error('no trainer');
  const found = extendNode(contract, inputs, contract.params.parse({}), { nodeId: 'train' });
  return found.ok ? found.facts.encoder : `${found.port}: ${found.error.code}`;
};

test('what does not fit is refused while it is wired', () => {
  const fine = { pictures: { network: encoders.pictures }, words: { network: encoders.words }, examples: given };
  expect(extended(fine)).toMatchObject({ exampleShape: [2, 2, 3] });
  expect(extended({ ...fine, words: fine.pictures })).toBe('words: train.other-encoder');
  expect(extended({ ...fine, pictures: fine.words })).toBe('pictures: train.other-encoder');
  expect(extended({ ...fine, examples: { exampleShape: [2, 2, 3] } })).toBe('examples: train.no-captions');
  expect(extended({ ...fine, examples: { exampleShape: [4, 4, 3], captioned: true } })).toBe(
    'pictures: train.other-input',
  );
});
