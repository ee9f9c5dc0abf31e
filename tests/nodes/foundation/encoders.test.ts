import '@tensorflow/tfjs-backend-cpu';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Model } from '@/graph';
import { forward } from '@/ml/forward';
import { publishedTensors } from '@/ml/foundation/families';
import { fillAll } from '@/ml/generation/fill';
import { compileTokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { networkOfTextEncoder } from '@/nodes/common/foundation/encoder-architecture';
import { textEncoderOf } from '@/nodes/common/foundation/encoder-config';
import { configOf, loadModel, tokenizerOf } from '@/nodes/common/foundation/load';
import { bytesSource, modelFolder } from '@/nodes/common/foundation/sources';
import { storedTensors } from '@/nodes/common/foundation/tensors';
import { readWeights } from '@/nodes/common/foundation/weights';
import { gapCodecOf, textOf } from '@/nodes/common/gaps';
import { concreteNetwork } from '@/nodes/common/network';
import { run as evaluate } from '@/nodes/evaluate/language-model/run';
import { run as fill } from '@/nodes/generate/fill/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { testContext } from '../support';
import { encoderExpectation, FILLERS, publishedFiles, quietly, withFile } from './published';

interface Expected {
  readonly ids: number[][];
  readonly output: number[];
  readonly texts: readonly { readonly text: string; readonly ids: number[]; readonly decoded: string }[];
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, one, index) => Math.max(most, Math.abs(one - (b[index] ?? Number.NaN))), 0);

const outputOf = ({ network, weights }: Pick<Model, 'network' | 'weights'>, ids: number[][]): Float32Array => {
  const concrete = concreteNetwork(network);
  const uploaded = uploadWeights(concrete, weights);
  const output = forward(concrete, uploaded, ids);
  const numbers = Float32Array.from(output.dataSync());
  output.dispose();
  disposeAll(uploaded);
  return numbers;
};

test.each(FILLERS)('the logits of %s are those of the reference implementation', async (name) => {
  const model = await loadModel(await publishedFiles(name), quietly());
  const { ids, output } = await encoderExpectation<Expected>(name);
  const ours = outputOf(model, ids);
  expect(ours.length).toBe(output.length);
  expect(furthest(ours, output)).toBeLessThan(1e-4);
});

test('without its head, the vectors of BERT are those of the reference implementation', async () => {
  const folder = modelFolder(await publishedFiles('bert-bare'));
  const encoder = textEncoderOf(await configOf(folder));
  if (!encoder) throw new Error('it is not read');
  const { separator } = await tokenizerOf(folder);
  const network = networkOfTextEncoder(encoder, separator);
  const wanted = publishedTensors(encoder.family, concreteNetwork(network));
  const weights = await readWeights(await storedTensors(folder), wanted, encoder.architecture, quietly());
  const { ids, output } = await encoderExpectation<Expected>('bert-bare');
  const ours = outputOf({ network, weights }, ids);
  expect(ours.length).toBe(output.length);
  expect(furthest(ours, output)).toBeLessThan(1e-4);
});

test.each([
  ['transformer-block', { normPlace: 'pre' }],
  ['transformer-block', { activation: 'gelu-quick' }],
  ['transformer-block', { causal: true }],
  ['token-types', { separator: 47 }],
  ['norm', { epsilon: 0.1 }],
  ['language-head', { transform: 'relu' }],
])('the fixture of BERT would tell if %s had %o', async (layer, changed) => {
  const model = await loadModel(await publishedFiles('bert'), quietly());
  const operations = model.network.operations.map((operation) =>
    operation.layer === layer ? { ...operation, params: { ...operation.params, ...changed } } : operation,
  );
  const { ids, output } = await encoderExpectation<Expected>('bert');
  const ours = outputOf({ ...model, network: { ...model.network, operations } }, ids);
  expect(furthest(ours, output)).toBeGreaterThan(1e-2);
});

test('its tokenizer cuts texts as the tokenizers library does', async () => {
  const { tokenizer } = await loadModel(await publishedFiles('bert'), quietly());
  const own = compileTokenizer(parseTokenizerJson(tokenizer));
  const { texts } = await encoderExpectation<Expected>('bert');
  expect(texts.map(({ text }) => [...own.encode(text)])).toEqual(texts.map(({ ids }) => ids));
  expect(texts.map(({ ids }) => own.decode(ids))).toEqual(texts.map(({ decoded }) => decoded));
});

test('a published mask fills gaps: between the marks that it knows around every text, and the rest stays as it was', async () => {
  const model = await loadModel(await publishedFiles('bert'), quietly());
  expect(model).toMatchObject({ objective: 'masked', maskId: 4, blockLength: 16 });
  const given = { text: 'the ___ sat on ___ mat', width: 1, order: 'surest-first' } as const;
  const { text, trace } = await fill({ model }, given, testContext({}));
  expect(text).toMatch(/^the.+ sat on.+ mat$/);
  expect(trace.steps).toHaveLength(2);

  const codec = gapCodecOf(model.tokenizer, model.maskId);
  const gapped = codec.encode(given.text, 1);
  expect(codec.around).toEqual({ begin: [2], end: [3] });
  expect(textOf(codec, gapped, gapped.ids)).toBe('the ___ sat on ___ mat');
  // By hand: what stands in the first look, with its marks, is the surest of all.
  const network = concreteNetwork(model.network);
  const logits = outputOf(model, [[2, ...gapped.ids, 3]]);
  const vocabulary = logits.length / (gapped.ids.length + 2);
  const atOnce = gapped.places.map((place) => {
    const row = logits.slice((place + 1) * vocabulary, (place + 2) * vocabulary).fill(Number.NEGATIVE_INFINITY, 4, 5);
    return row.indexOf(Math.max(...row));
  });
  const weights = uploadWeights(network, model.weights);
  const options = { network, weights, maskId: codec.maskId, around: codec.around, order: 'at-once' } as const;
  const filled = await fillAll({ ...options, ids: gapped.ids });
  expect(gapped.places.map((place) => filled[place])).toEqual(atOnce);
  // A text that is longer than it sees is seen in windows, each between the marks.
  const long = [...Array(40).fill(7), 4, ...Array(40).fill(8)];
  expect((await fillAll({ ...options, ids: long })).filter((id) => id === 4)).toEqual([]);
  disposeAll(weights);
});

test('a mask that takes its space along does so for RoBERTa too', async () => {
  const model = await loadModel(await publishedFiles('roberta'), quietly());
  const codec = gapCodecOf(model.tokenizer, model.maskId);
  const gapped = codec.encode('a ___ b', 1);
  expect(gapped.ids.filter((id) => id === model.maskId)).toHaveLength(1);
  expect(codec.around).toEqual({ begin: [0], end: [2] });
  expect(textOf(codec, gapped, gapped.ids)).toBe('a ___ b');
});

test('its loss on hidden tokens is measured with its own mask, and it is stored with it', async () => {
  const model = await loadModel(await publishedFiles('distilbert'), quietly());
  const codec = codecOf('model<tokens, tokens>');
  const again = codec.decode(codec.encode(model));
  expect(again).toEqual(model);
  const ids = Int32Array.from({ length: 32 }, (_, index) => 5 + (index % 20));
  const data = { ids, blockLength: 8, vocabularySize: 45, tokenizer: model.tokenizer, characters: 100 };
  const { metrics } = await evaluate({ model, data }, { batchSize: 4, maximumBlocks: 2 }, testContext({}));
  expect(metrics.values.find(({ name }) => name === 'Loss')?.value).toBeGreaterThan(0);
});

test.each(FILLERS)('what is saved of %s for transformers is the same model when it is loaded again', async (name) => {
  const model = await loadModel(await publishedFiles(name), quietly());
  const bytes = codecOf('model<tokens, tokens>').formats?.transformers?.encode(model) ?? new Uint8Array();
  const files = Object.entries(unzipSync(bytes)).map(([file, content]) => bytesSource(file, content));
  const again = await loadModel(files, quietly());
  expect(again).toEqual(model);
});

test('weights of the first releases, whose norms had a gamma and a beta, are read', async () => {
  const files = await publishedFiles('bert');
  const file = files.find(({ name }) => name.endsWith('.safetensors'));
  const bytes = new Uint8Array((await file?.read(0, file.size)) ?? []);
  const { readSafetensors, writeSafetensors } = await import('@/ml/safetensors');
  const { tensors } = readSafetensors(bytes);
  const old = Object.entries(tensors).map(([name, tensor]) => [
    name.replace('LayerNorm.weight', 'LayerNorm.gamma').replace('LayerNorm.bias', 'LayerNorm.beta'),
    tensor,
  ]);
  const hooks = quietly();
  const again = await loadModel(withFile(files, 'model.safetensors', writeSafetensors(Object.fromEntries(old))), hooks);
  expect(again.weights).toEqual((await loadModel(files, quietly())).weights);
  expect(hooks.logs.filter((line) => line.includes('not used'))).toEqual([]);
});

describe('what cannot be loaded is refused in words', () => {
  const config = async (name: string, change: Readonly<Record<string, unknown>>) => {
    const files = await publishedFiles(name);
    const file = files.find((one) => one.name.endsWith('/config.json'));
    const known = JSON.parse(new TextDecoder().decode(await file?.read(0, file.size)));
    return withFile(files, 'config.json', JSON.stringify({ ...known, ...change }));
  };
  test.each<[string, Readonly<Record<string, unknown>>, string, RegExp]>([
    ['bert', { hidden_act: 'mish' }, 'foundation.unsupported', /the activation “mish”/],
    ['bert', { position_embedding_type: 'relative_key' }, 'foundation.unsupported', /“relative_key”/],
    ['bert', { is_decoder: true }, 'foundation.unsupported', /looks back only/],
    ['bert', { num_attention_heads: 3 }, 'foundation.malformed', /16 does not divide into 3/],
    ['bert', { quantization_config: {} }, 'foundation.unsupported', /quantised weights/],
    ['bert', { architectures: ['BertForQuestionAnswering'] }, 'foundation.unsupported-architecture', /BertForMaskedLM/],
    ['roberta', { pad_token_id: 0 }, 'foundation.unsupported', /begin elsewhere/],
    ['bert-bare', {}, 'foundation.no-head', /vectors alone.*BertForMaskedLM/],
  ])('%s with %o', async (name, change, code, sentence) => {
    const thrown = await loadModel(await config(name, change), quietly()).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code });
    const { title, detail = '' } = thrown as { title: string; detail?: string };
    expect(`${title} ${detail}`).toMatch(sentence);
  });
});
