/** Captions and answers about held-out pictures of shapes, after the encoder, the language model and both stages have been trained. */
import type { Examples, Facts } from '@/graph';
import { codecOf } from '@/nodes/common/codec';
import { takeExamples } from '@/nodes/common/examples';
import { evaluateDescriber } from '@/nodes/evaluate/describer/node';
import { run as evaluate } from '@/nodes/evaluate/describer/run';
import { captionsText } from '@/nodes/prepare/captions-text/node';
import { run as asText } from '@/nodes/prepare/captions-text/run';
import { pictureQuestions } from '@/nodes/prepare/picture-questions/node';
import { run as ask } from '@/nodes/prepare/picture-questions/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as drawImages } from '@/nodes/source/images/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { learnBpe } from '@/nodes/tokenize/learn-bpe/node';
import { run as runBpe } from '@/nodes/tokenize/learn-bpe/run';
import { trainContrastive } from '@/nodes/train/contrastive/node';
import { run as trainEncoder } from '@/nodes/train/contrastive/run';
import { trainDescriber } from '@/nodes/train/describer/node';
import { run as align } from '@/nodes/train/describer/run';
import { tuneDescriber } from '@/nodes/train/describer-tune/node';
import { run as tune } from '@/nodes/train/describer-tune/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as trainWriter } from '@/nodes/train/language-model/run';
import { said } from '@/tests/nodes/examples/wiring';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const SEED = 1337;
const [IMAGES, HELD] = [6_000, 300];
const STEPS = { encoder: 400, writer: 120, align: 100, tune: 500 } as const;
await startWasm();

const began = performance.now();
const context = (name: string) => ({
  ...testContext({ seed: SEED }),
  metric: (step: number, { loss }: Readonly<Record<string, number>>) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    if (loss !== undefined && step % 50 === 0)
      console.log(`${name}, step ${step}: loss ${loss.toFixed(4)}, ${seconds} s`);
  },
});
const draw = async (count: number, seed: number): Promise<Examples> => {
  const params = sourceImages.params.parse({ origin: 'shapes', count, captioned: true });
  return (await drawImages({}, params, testContext({ seed }))).examples;
};
const withQuestions = async (examples: Examples) =>
  (await ask({ examples }, pictureQuestions.params.parse({}), testContext({ seed: SEED }))).examples;
const plain = await draw(IMAGES, SEED);
// Drawn from another seed: no picture of these was learned from.
const others = await draw(HELD, SEED + 1);
const [examples, held] = [await withQuestions(plain), await withQuestions(others)];

const given: Facts = { exampleShape: plain.shape, captioned: true };
const pictures = said(
  'network.image-encoder',
  { channels: 24, halvings: 3, width: 128 },
  { network: said('network.example-input', {}, { examples: given }) },
).network;
let words = said('network.caption-input', { width: 64, words: 64, length: 12 }, { examples: given });
words = said('network.vit-block', { heads: 4 }, { network: words });
words = said('network.patch-mean', {}, { network: words });
if (!pictures || !words.network) throw new Error('there is no network');
const { encoder } = await trainEncoder(
  { pictures, words: words.network, examples: plain },
  trainContrastive.params.parse({
    steps: STEPS.encoder,
    decaySteps: STEPS.encoder,
    learningRate: 0.002,
    evaluateEvery: 400,
  }),
  context('encoder'),
);

const some = takeExamples(
  examples,
  Int32Array.from({ length: 1_500 }, (_, row) => row),
);
const { text } = await asText({ examples: some }, captionsText.params.parse({}), testContext());
const { tokenizer } = await runBpe({ text }, learnBpe.params.parse({ vocabularySize: 320 }), testContext());
const blocks = await runEncode(
  { text, tokenizer },
  encode.params.parse({ blockLength: 32, validation: 0.05 }),
  testContext(),
);
let writer = said(
  'network.token-embedding',
  { width: 96 },
  { tokenizer: { vocabularySize: codecOf(tokenizer).vocabularySize } },
);
writer = said('network.positions', { context: 48 }, { network: writer });
writer = said('network.transformer-block', { repeat: 2, heads: 4 }, { network: writer });
writer = said('network.language-head', {}, { network: writer });
if (!writer.network) throw new Error('there is no language model');
const { model } = await trainWriter(
  { network: writer.network, training: blocks.training, validation: blocks.validation },
  trainLanguageModel.params.parse({
    steps: STEPS.writer,
    decaySteps: STEPS.writer,
    batchSize: 24,
    learningRate: 0.002,
    evaluateEvery: 120,
    evaluateBatches: 2,
    sampleTokens: 0,
  }),
  context('language model'),
);

const aligned = await align(
  { encoder, model, examples },
  trainDescriber.params.parse({ steps: STEPS.align, decaySteps: STEPS.align, evaluateEvery: 100, learningRate: 0.003 }),
  context('projector'),
);
await look('The projector alone', aligned.describer);
const tuned = await tune(
  { describer: aligned.describer, examples },
  tuneDescriber.params.parse({ steps: STEPS.tune, decaySteps: STEPS.tune, evaluateEvery: 250, learningRate: 0.002 }),
  context('both'),
);
const values = await look('Both', tuned.describer);
console.log(`${examples.count} pictures, all trained in ${((performance.now() - began) / 1000).toFixed(0)} s`);
bar('held-out pictures with every attribute right, %', values('Descriptions right'), { atLeast: 95 });
bar('questions about held-out pictures, right, %', values('Answers right'), { atLeast: 95 });
finish();

async function look(name: string, describer: typeof aligned.describer): Promise<(name: string) => number> {
  const params = evaluateDescriber.params.parse({ limit: HELD });
  const { metrics } = await evaluate({ describer, examples: held }, params, testContext());
  console.log(`${name}: ${metrics.values.map((one) => `${one.name} ${one.value.toFixed(1)}`).join(', ')}`);
  for (const note of metrics.notes ?? []) console.log(`  ${note}`);
  return (wanted) => metrics.values.find((one) => one.name === wanted)?.value ?? Number.NaN;
}
