/** Recordings of spoken digits, take 4 of each digit and speaker put aside: recognised, made and recognised again, and the numerics beside librosa's. */
import type { Examples, Facts, Sounds, SpectrogramCodec } from '@/graph';
import { griffinLim, spectralConvergence } from '@/ml/audio/griffin-lim';
import { logMel, mfcc } from '@/ml/audio/log-mel';
import { powerOf, stft } from '@/ml/audio/stft';
import { accuracyOf } from '@/ml/classify/judge';
import { createRandom } from '@/ml/random';
import { judgeExamples } from '@/nodes/common/classifier';
import { generateExamples } from '@/nodes/generate/examples/node';
import { run as generate } from '@/nodes/generate/examples/run';
import { generateSounds } from '@/nodes/generate/sounds/node';
import { run as play } from '@/nodes/generate/sounds/run';
import { prepareSounds } from '@/nodes/prepare/sounds/node';
import { run as prepare } from '@/nodes/prepare/sounds/run';
import { prepareSpectrograms } from '@/nodes/prepare/spectrograms/node';
import { run as draw } from '@/nodes/prepare/spectrograms/run';
import { sourceSounds } from '@/nodes/source/sounds/node';
import { run as make } from '@/nodes/source/sounds/run';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as learn } from '@/nodes/train/classifier/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as train } from '@/nodes/train/diffusion/run';
import { farthest, options, reference, sound } from '@/tests/fixtures/audio/sound';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { chain } from '../support/chain';
import { finish, startWasm } from '../support/environment';
import { spokenParts } from '../support/spoken';

const [RECOGNISER_STEPS, GENERATOR_STEPS, PER_CLASS] = [400, 1_200, 10];
/** An audio spectrogram transformer (Gong et al. 2021): patches half over each other. */
const AST = ['network.vit-encoder', { patch: 8, overlap: 'half', width: 64, depth: 2, heads: 4 }] as const;
const breathe = async () => {};
const began = performance.now();
await startWasm();
const parts = await spokenParts();
numerics(parts.validation);

const spoken = await make({}, sourceSounds.params.parse({ count: 200 }), testContext());
const learned = await pictures(await prepared(parts.training, { copies: 10 }, spoken.sounds));
const aside = await pictures(await prepared(parts.validation, {}));
const given: Facts = { exampleShape: learned.examples.shape, classes: learned.examples.classes ?? [] };

const { classifier } = await timed('recogniser', () =>
  learn(
    {
      network: chain([
        ['network.example-input', {}, { examples: given }],
        process.argv.includes('ast') ? AST : ['network.image-encoder', { channels: 16, halvings: 2, width: 64 }],
        ['network.example-output', { gives: 'classes' }, { examples: given }],
      ]),
      examples: learned.examples,
      validation: aside.examples,
    },
    trainClassifier.params.parse({
      steps: RECOGNISER_STEPS,
      decaySteps: RECOGNISER_STEPS,
      batchSize: 48,
      learningRate: 0.003,
      smoothing: 0.05,
      average: 0.98,
      evaluateEvery: 100,
    }),
    told(),
  ),
);
const recognised = await share('recordings put aside', aside.examples);
const clean = await pictures(await prepared(parts.training, { copies: 4, noise: 60 }));
await share(
  'recordings put aside, of their pictures played',
  (await pictures(await played(aside.examples, aside.codec))).examples,
);

if (!process.argv.includes('recognise')) {
  const { model } = await timed('generator', () =>
    train(
      {
        network: chain([
          ['network.example-input', { time: true, classes: true }, { examples: given }],
          ['network.unet', { channels: 64, levels: 1, blocks: 4, patch: '4', attention: true }],
        ]),
        examples: clean.examples,
      },
      trainDiffusion.params.parse({
        predicts: 'x0',
        steps: GENERATOR_STEPS,
        decaySteps: GENERATOR_STEPS,
        batchSize: 32,
        learningRate: 0.002,
        average: 0.995,
        evaluateEvery: 250,
        samples: 0,
      }),
      told(),
    ),
  );
  const asked = generateExamples.params.parse({ perClass: PER_CLASS, guidance: 2, steps: 20, sampler: 'thorough' });
  const { examples: made } = await timed('made', () => generate({ model }, asked, quiet()));
  await share('made pictures', made);
  const heard = await share('made sounds', (await pictures(await played(made, clean.codec))).examples);
  bar('spoken-digits.made', 100 * heard, { atLeast: 80 }, 1);
}
bar('spoken-digits.recognised', 100 * recognised, { atLeast: 90 }, 1);
console.log(`all of it: ${((performance.now() - began) / 1000).toFixed(0)} s`);
finish();

/** Fixtures by librosa, and Griffin–Lim of the magnitudes of every recording that was put aside. */
function numerics({ clips }: Sounds): void {
  const levels = farthest(logMel(sound, options).data, reference.logMel);
  const coefficients = farthest(mfcc(sound, 13, options).data, reference.mfcc);
  const convergence = clips.map((clip, place) => {
    const magnitudes = powerOf(stft(clip, options)).map(Math.sqrt);
    const random = createRandom(`griffin-lim ${place}`);
    const again = griffinLim(magnitudes, { ...options, rounds: 60, length: clip.length, random });
    return spectralConvergence(magnitudes, again, options);
  });
  console.log(
    `Griffin–Lim of ${clips.length} recordings, 60 rounds: ${convergence.map((one) => one.toFixed(3)).join(' ')}`,
  );
  bar('spoken-digits.log-mel', levels, { atMost: 1e-4 }, 8);
  bar('spoken-digits.mfcc', coefficients, { atMost: 1e-4 }, 8);
  bar('spoken-digits.griffin-lim', Math.max(...convergence), { atMost: 0.15 }, 3);
}

async function prepared(sounds: Sounds, asked: object, more?: Sounds): Promise<Sounds> {
  return (await prepare({ sounds, ...(more && { more }) }, prepareSounds.params.parse(asked), quiet())).sounds;
}

async function pictures(sounds: Sounds): Promise<{ readonly examples: Examples; readonly codec: SpectrogramCodec }> {
  return draw({ sounds }, prepareSpectrograms.params.parse({ mels: 32, frames: 32, hop: 20 }), quiet());
}

async function played(examples: Examples, codec: SpectrogramCodec): Promise<Sounds> {
  const { sounds } = await play({ examples, codec }, generateSounds.params.parse({}), quiet());
  return prepared(sounds, {});
}

async function share(what: string, examples: Examples): Promise<number> {
  const right = accuracyOf(await judgeExamples(classifier, examples, breathe), examples);
  console.log(`${what}: ${(100 * right).toFixed(1)} % of ${examples.count} recognised`);
  return right;
}

function quiet() {
  return { ...testContext({ seed: 1337 }), preview: () => {}, log: (_: string, text: string) => console.log(text) };
}

function told() {
  return {
    ...quiet(),
    metric: (step: number, { trainingLoss, validationLoss }: Readonly<Record<string, number>>) => {
      if (trainingLoss !== undefined || validationLoss !== undefined)
        console.log(`step ${step}: loss ${trainingLoss?.toFixed(4)}, put aside ${validationLoss?.toFixed(4) ?? '–'}`);
    },
  };
}

async function timed<Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return result;
}
