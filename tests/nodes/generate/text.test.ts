import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { TokenizerValue } from '@/graph';
import { setBackend } from '@/ml/tf';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { codecOf } from '@/nodes/common/codec';
import { generateText } from '@/nodes/generate/text/node';
import { run } from '@/nodes/generate/text/run';
import { tinyModel } from '../align/support';
import { testContext } from '../support';

beforeAll(() => setBackend('cpu'));

test('a text that ends at once has nothing of the token that ends it, and the node says that nothing was written', async () => {
  const model = await tinyModel();
  const params = generateText.params.parse({ strategy: 'greedy', maxTokens: 1 });
  const written = await run({ model }, params, testContext());
  const [first = -1] = codecOf(model.tokenizer).encode(written.text);
  const json = parseTokenizerJson(model.tokenizer);
  const end = { id: first, content: '</s>', special: true };
  const ending: TokenizerValue = {
    ...model.tokenizer,
    added_tokens: [...json.added_tokens, end].map((one) => ({ ...one })),
  };
  const context = testContext();
  const { text, trace } = await run({ model: { ...model, tokenizer: ending } }, params, context);
  expect([text, trace.steps.length]).toEqual(['', 1]);
  expect(context.logs.join()).toContain('nothing was written. Give it a prompt');
});
