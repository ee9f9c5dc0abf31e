import { expect, test } from 'vitest';
import { inWords, nameOf, wantedModel } from '@/app/editor/hub/wanted';

test('a model is asked for by its name, with a revision, or by the address of its page', () => {
  const main = { repository: 'HuggingFaceTB/SmolLM-135M', revision: 'main' };
  expect(wantedModel(' HuggingFaceTB/SmolLM-135M ')).toEqual(main);
  expect(wantedModel('https://huggingface.co/HuggingFaceTB/SmolLM-135M/?library=x')).toEqual(main);
  expect(wantedModel('https://huggingface.co/a/b/tree/v1.0')).toEqual({ repository: 'a/b', revision: 'v1.0' });
  expect(wantedModel('a/b@refs/pr/2')).toEqual({ repository: 'a/b', revision: 'refs/pr/2' });
  for (const text of ['', 'gpt2', 'a/b/c', '../b', 'a/..', 'a/b@../x', 'a b/c', 'a/b?x@'])
    expect.soft(wantedModel(text), text).toBeNull();
  expect(new Set([main, { ...main, form: 'q4' }, { ...main, form: 'fp16' }].map(nameOf)).size).toBe(3);
  expect(['a/b', 'a/b@v1'].map((text) => inWords(wantedModel(text) ?? main))).toEqual(['a/b', 'a/b@v1']);
});
