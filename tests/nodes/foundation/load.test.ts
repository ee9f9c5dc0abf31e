import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type Facts, GenloomError, type Model } from '@/graph';
import { writeSafetensors } from '@/ml/safetensors';
import { catalogue } from '@/nodes';
import { networkOf } from '@/nodes/common/foundation/architecture';
import { decoderOf } from '@/nodes/common/foundation/config';
import { loadModel } from '@/nodes/common/foundation/load';
import { type ByteSource, bytesSource } from '@/nodes/common/foundation/sources';
import { run } from '@/nodes/source/foundation-model/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { fileOf, testContext } from '../support';
import { publishedFiles, quietly, withFile } from './published';

const failure = async (files: readonly ByteSource[]): Promise<GenloomError> => {
  const thrown = await loadModel(files, quietly()).then(
    () => null,
    (error: GenloomError) => error,
  );
  if (!thrown) throw new Error('it was loaded');
  return thrown;
};
const readJson = async (files: readonly ByteSource[], name: string): Promise<Record<string, unknown>> => {
  const file = files.find((one) => one.name.endsWith(`/${name}`));
  return JSON.parse(new TextDecoder().decode(await file?.read(0, file.size)));
};
const withConfig = async (name: string, change: Readonly<Record<string, unknown>>) => {
  const files = await publishedFiles(name);
  return withFile(files, 'config.json', JSON.stringify({ ...(await readJson(files, 'config.json')), ...change }));
};

test('files from a folder become a model, with its tokenizer, and what it is is told', async () => {
  const entries = await Promise.all(
    (await publishedFiles('gpt2')).map(async (file) => [file.name, await file.read(0, file.size)] as const),
  );
  const { file, files } = fileOf('gpt2.zip', zipSync(Object.fromEntries(entries), { level: 0 }));
  const context = testContext({ files });
  const { model, tokenizer } = await run({}, { origin: 'files', files: file, hub: null }, context);
  expect(tokenizer).toBe(model.tokenizer);
  expect(model.network.vocabularySize).toBe(25);
  expect(model.blockLength).toBe(16);
  expect(context.logs.at(-1)).toBe('7,248 parameters, 5 layers; it looks back on 16 tokens.');
});

test('its network is the one that the blocks of the canvas make', async () => {
  const decoder = decoderOf(await readJson(await publishedFiles('gpt2'), 'config.json'));
  const stack: [string, Record<string, unknown>][] = [
    ['network.token-embedding', { width: 16 }],
    ['network.positions', { context: 16 }],
    ['network.transformer-block', { repeat: 2, heads: 4, bias: true }],
    ['network.language-head', { bias: true }],
  ];
  let facts: { readonly [port: string]: Facts | undefined } = {};
  for (const [type, given] of stack) {
    const contract = catalogue.get(type);
    const params = contract?.params.parse(given) as never;
    const around = { unify: () => {}, symbol: () => 'V', sourceOf: () => '', refuse: () => {} } as never;
    const inputs = type === 'network.token-embedding' ? { tokenizer: { vocabularySize: 25 } } : facts;
    facts = contract?.extend?.(inputs, params, around) ?? {};
  }
  expect(facts.network?.network).toEqual(networkOf(decoder));
});

test('more rows than tokens stay in the network and stand for nothing', async () => {
  const hooks = quietly();
  const { network } = await loadModel(await publishedFiles('qwen2'), hooks);
  expect(network.vocabularySize).toBe(25);
  expect(network.shape).toEqual(['B', 'T', 32]);
  expect(hooks.logs[0]).toMatch(/vectors for 32 tokens and its tokenizer has 25: the last 7/);
});

test('tensors without the model’s name before theirs, tables of old files and an unneeded head are taken as they are', async () => {
  const files = await publishedFiles('gpt2');
  const model = await loadModel(files, quietly());
  const whole = codecOf('model<tokens, tokens>').formats?.transformers?.encode(model) ?? new Uint8Array();
  const { unzipSync } = await import('fflate');
  const { readSafetensors } = await import('@/ml/safetensors');
  const { tensors } = readSafetensors(unzipSync(whole)['model.safetensors'] ?? new Uint8Array());
  const bare = Object.entries(tensors).map(([name, tensor]) => [name.replace('transformer.', ''), tensor]);
  const old = { 'h.0.attn.bias': { shape: [1], data: Float32Array.of(1) } };
  const hooks = quietly();
  const again = await loadModel(
    withFile(files, 'model.safetensors', writeSafetensors({ ...Object.fromEntries(bare), ...old })),
    hooks,
  );
  expect(again.weights).toEqual(model.weights);
  expect(hooks.logs).toEqual([]);
});

describe('what cannot be loaded is refused in words', () => {
  test.each<[string, () => Promise<readonly ByteSource[]>, string, RegExp]>([
    [
      'another architecture',
      () => withConfig('gpt2', { architectures: ['MambaForCausalLM'] }),
      'foundation.unsupported-architecture',
      /“MambaForCausalLM” cannot be loaded here.*LlamaForCausalLM/,
    ],
    [
      'quantised weights',
      () => withConfig('qwen2', { quantization_config: { quant_method: 'gptq' } }),
      'foundation.unsupported',
      /quantised weights/,
    ],
    [
      'another scaling of positions',
      () => withConfig('llama3', { rope_parameters: { rope_type: 'longrope', factor: 2 } }),
      'foundation.unsupported',
      /“longrope”.*linear, dynamic, llama3 and yarn/,
    ],
    [
      'an exact GELU',
      () => withConfig('gpt2', { activation_function: 'gelu' }),
      'foundation.unsupported',
      /the activation “gelu”/,
    ],
    ['senseless sizes', () => withConfig('gpt2', { n_embd: 1e300 }), 'foundation.malformed', /“n_embd” cannot be used/],
    ['uneven heads', () => withConfig('gpt2', { n_head: 3 }), 'foundation.malformed', /16 does not divide into 3/],
    [
      'sizes that the weights do not have',
      () => withConfig('qwen3', { intermediate_size: 32 }),
      'foundation.malformed',
      /gate_proj.weight” is \[24, 16\] and by config.json should be \[32, 16\]/,
    ],
    [
      'more layers than the weights have',
      () => withConfig('qwen3', { num_hidden_layers: 3 }),
      'foundation.malformed',
      /no “model.layers.2.input_layernorm.weight”/,
    ],
    [
      'a tokenizer of another model',
      () => withConfig('gpt2', { vocab_size: 20 }),
      'foundation.other-tokenizer',
      /25 tokens, and the model has vectors for 20/,
    ],
    [
      'no tokenizer',
      async () => withFile(await publishedFiles('gpt2'), 'tokenizer.json', null),
      'foundation.missing-file',
      /no tokenizer.json/,
    ],
    [
      'no config',
      async () => withFile(await publishedFiles('gpt2'), 'config.json', null),
      'foundation.missing-file',
      /no config.json/,
    ],
    [
      'weights in another format',
      async () =>
        withFile(withFile(await publishedFiles('gpt2'), 'model.safetensors', null), 'pytorch_model.bin', 'PK'),
      'foundation.missing-file',
      /“pytorch_model.bin” is another format/,
    ],
    [
      'a shard that is missing',
      async () => withFile(await publishedFiles('llama3'), 'model-00002-of-00004.safetensors', null),
      'foundation.missing-file',
      /1 of the 4 files.*model-00002-of-00004/,
    ],
    [
      'a shard without what it should hold',
      async () => withFile(await publishedFiles('llama3'), 'model-00004-of-00004.safetensors', writeSafetensors({})),
      'foundation.malformed',
      /should be in it, and is not/,
    ],
    [
      'a list of shards that is none',
      async () => withFile(await publishedFiles('llama3'), 'model.safetensors.index.json', '{"weight_map":[]}'),
      'foundation.malformed',
      /no list of tensors/,
    ],
    [
      'a file that is cut short',
      async () => {
        const files = await publishedFiles('gpt2');
        const file = files.find(({ name }) => name.endsWith('.safetensors'));
        return withFile(files, 'model.safetensors', (await file?.read(0, 20_000)) ?? null);
      },
      'foundation.malformed',
      /outside of the file, which may be cut short/,
    ],
    [
      'a config that is no JSON',
      async () => withFile(await publishedFiles('gpt2'), 'config.json', '{"vocab_size":'),
      'foundation.malformed',
      /not JSON/,
    ],
  ])('%s', async (_, files, code, sentence) => {
    const error = await failure(await files());
    expect(error.code).toBe(code);
    expect(`${error.title} ${error.detail}`).toMatch(sentence);
  });
});

test('a model that is neither like GPT-2 nor like Llama is not saved for transformers, and the layer is named', async () => {
  const { encode } = codecOf('model<tokens, tokens>').formats?.transformers ?? { encode: () => new Uint8Array() };
  const model = await loadModel(await publishedFiles('qwen3'), quietly());
  const changed = (params: Readonly<Record<string, string | boolean | number>>, which = 1): Model => ({
    ...model,
    network: {
      ...model.network,
      operations: model.network.operations.map((operation, index) =>
        index === which ? { ...operation, params: { ...operation.params, ...params } } : operation,
      ),
    },
  });
  const [, first, second] = model.network.operations;
  expect(() => encode(changed({ heads: 8 }, 2))).toThrow(`${second?.id}: the layer “transformer-block” fits neither`);
  expect(() => encode(changed({ heads: 8 }, 2))).toThrow('its “heads” is not that of the first');
  expect(() => encode({ ...model, objective: 'masked' })).toThrow('It fills gaps');
  const all = (params: Readonly<Record<string, string>>): Model => ({
    ...model,
    network: {
      ...model.network,
      operations: model.network.operations.map((operation) => ({
        ...operation,
        params: { ...operation.params, ...(operation.layer === 'transformer-block' && params) },
      })),
    },
  });
  expect(() => encode(all({ positions: 'alibi' }))).toThrow(
    `${first?.id}: the layer “transformer-block” does not fit Llama: its positions are RoPE`,
  );
});

test('whatever stands in a config, it is read or refused in words', async () => {
  const configs = await Promise.all(
    ['gpt2', 'llama3', 'llama-yarn', 'qwen3'].map(async (name) => readJson(await publishedFiles(name), 'config.json')),
  );
  const change = fc.constantFrom(...configs).chain((config) => {
    const rope = config.rope_parameters;
    const keys = [...Object.keys(config), 'quantization_config', 'rope_scaling', 'n_inner', 'sliding_window'];
    const replaced = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
    const turned = fc.dictionary(
      fc.constantFrom('rope_type', 'factor', 'original_max_position_embeddings', 'truncate', 'rope_theta'),
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('dynamic', 'yarn', 'linear', 0, -1, 1e-300)),
    );
    return fc
      .tuple(replaced, turned)
      .map(([own, more]) => ({ ...config, ...own, rope_parameters: { ...(rope as object), ...more } }));
  });
  fc.assert(
    fc.property(fc.oneof(change, fc.jsonValue()), (config) => {
      try {
        networkOf(decoderOf(config));
      } catch (error) {
        expect(error).toBeInstanceOf(GenloomError);
      }
    }),
  );
});

test('one file of a model is not enough, and it is said which are', async () => {
  const { file, files } = fileOf('model.safetensors', writeSafetensors({}));
  const context = testContext({ files });
  await expect(run({}, { origin: 'files', files: file, hub: null }, context)).rejects.toMatchObject({
    code: 'foundation.one-file',
  });
  await expect(run({}, { origin: 'files', files: null, hub: null }, context)).rejects.toMatchObject({
    code: 'foundation.no-files',
  });
});

test('a hostile index cannot reach outside of the folder', async () => {
  const files = await publishedFiles('llama3');
  const error = await failure(
    withFile(files, 'model.safetensors.index.json', '{"weight_map":{"lm_head.weight":"../../secret.safetensors"}}'),
  );
  expect(error.code).toBe('foundation.missing-file');
});

test('what lies in folders beside the model is left alone', async () => {
  const files = await publishedFiles('gpt2');
  const more = [...files, bytesSource('gpt2/onnx/config.json', new TextEncoder().encode('{}'))];
  expect((await loadModel(more, quietly())).blockLength).toBe(16);
});
