import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSafetensors } from '@/ml/safetensors';
import { loadModel } from '@/nodes/common/foundation/load';
import { codecOf } from '@/workers/artifacts/kinds';
import { publishedFiles, quietly } from '../../nodes/foundation/published';

const savedFor = (model: unknown) =>
  unzipSync(codecOf('model<tokens, tokens>').formats?.transformers?.encode(model) ?? new Uint8Array());
const textOf = (bytes: Uint8Array | undefined) => strFromU8(bytes ?? new Uint8Array());
const inputsOf = (bytes: Uint8Array | undefined): unknown => JSON.parse(textOf(bytes)).model_input_names;

test.each([
  ['gpt2', 'text-generation', 'AutoModelForCausalLM', []],
  ['llama3', 'text-generation', 'AutoModelForCausalLM', []],
  ['bert', 'fill-mask', 'pipeline("fill-mask"', ['token_type_ids']],
  ['distilbert', 'fill-mask', 'pipeline("fill-mask"', []],
])('%s is saved with a card that says what it is, and how it is loaded', async (name, task, loader, more) => {
  const saved = savedFor(await loadModel(await publishedFiles(name), quietly()));
  const card = textOf(saved['README.md']);
  const [, metadata = '', words = ''] = card.split(/^---$/m);
  expect(metadata.trim().split('\n')).toEqual([
    'library_name: transformers',
    `pipeline_tag: ${task}`,
    'tags:',
    '- genloom',
  ]);
  expect(words).toContain(loader);
  // As the files have them: nothing is counted twice or left out.
  const { tensors } = readSafetensors(saved['model.safetensors'] ?? new Uint8Array());
  const stored = Object.values(tensors).reduce((sum, { data }) => sum + data.length, 0);
  expect(words).toContain(`**Parameters:** ${stored.toLocaleString('en')}\n`);
  // Nobody trained it here, and nobody measured it.
  expect(words).not.toMatch(/steps in Genloom|perplexity/);
  // transformers 4 gives token types unless it is told not to; GPT-2 would add them up as words.
  expect(inputsOf(saved['tokenizer_config.json'])).toEqual(['input_ids', ...more, 'attention_mask']);
});

test('what was trained and measured here stands in the card', async () => {
  const model = await loadModel(await publishedFiles('gpt2'), quietly());
  const saved = savedFor({ ...model, trainedSteps: 1_200, validationLoss: Math.log(20) });
  const card = textOf(saved['README.md']);
  expect(card).toContain('**Trained steps in Genloom:** 1,200\n');
  expect(card).toContain('**Loss on text put aside:** 2.996 nats a token, perplexity 20.0\n');
});
