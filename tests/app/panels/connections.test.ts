import { expect, test } from 'vitest';
import type { Connection } from '@/app/client/api';
import { draftOf, losesKey, newDraft, settingsOf, withPreset } from '@/app/panels/connections/draft';
import { PRESETS } from '@/app/panels/connections/presets';
import { kindInWords, todayInWords } from '@/app/panels/connections/words';
import { newConnection } from '@/app/server/llm/connections';
import { llmHosts } from '@/app/server/llm/hosts';

const preset = (id: string) => PRESETS.find((one) => one.id === id) ?? expect.unreachable(id);
const kept: Connection = {
  id: 'a',
  name: 'OpenAI',
  provider: 'openai-compatible',
  baseUrl: 'https://api.openai.com/v1',
  hasKey: true,
  inputPrice: 2.5,
  outputPrice: 10,
  callsPerMinute: null,
  dailyTokens: 50_000,
  dailyDollars: 1,
  createdAt: '2026-11-26T00:00:00Z',
  today: { inputTokens: 1_000, outputTokens: 200, dollars: 0.0045 },
};

test('every service of the list is one that the server takes and asks', () => {
  const hosts = llmHosts({ more: '', isLocal: true });
  for (const one of PRESETS.filter(({ baseUrl }) => baseUrl !== '')) {
    const settings = settingsOf(newDraft(one, []));
    expect.soft(newConnection.safeParse(settings).success, one.title).toBe(true);
    expect.soft(() => hosts.check(new URL(one.baseUrl)), one.title).not.toThrow();
  }
});

test('another service changes what nobody wrote: the name and the address', () => {
  const draft = newDraft(preset('ollama'), ['Ollama']);
  expect(draft.name).toBe('Ollama 2');
  expect(withPreset(draft, preset('openai'), ['Ollama'])).toMatchObject({
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
  });
  const own = withPreset({ ...draft, name: 'Mine', baseUrl: 'https://mine.example/v1' }, preset('other'), ['Ollama']);
  expect(own).toMatchObject({ name: 'Mine', baseUrl: 'https://mine.example/v1' });
});

test('numbers are read as people write them, and a wrong one is named', () => {
  const draft = draftOf(kept);
  const { id: _, hasKey: __, createdAt: ___, today: ____, ...settings } = kept;
  expect(settingsOf(draft)).toEqual(settings);
  const typed = (numbers: Partial<typeof draft.numbers>) =>
    settingsOf({ ...draft, numbers: { ...draft.numbers, ...numbers } });
  expect(typed({ dailyTokens: '1 000,000', callsPerMinute: '' })).toMatchObject({
    dailyTokens: 1_000_000,
    callsPerMinute: null,
  });
  expect(typed({ dailyTokens: '1.5' })).toMatch(/“Tokens a day at most” takes a whole number/);
  expect(typed({ inputPrice: '-1' })).toMatch(/“Price of a million tokens read, \$” takes a number/);
  expect(typed({ inputPrice: '' })).toMatch(/both prices/);
});

test('a key goes with its host', () => {
  const draft = draftOf(kept);
  expect(losesKey(kept, { ...draft, baseUrl: 'https://api.openai.com/v2' })).toBe(false);
  expect(losesKey(kept, { ...draft, baseUrl: 'https://openrouter.ai/api/v1' })).toBe(true);
  expect(losesKey(kept, { ...draft, baseUrl: 'https://openrouter.ai/api/v1', key: 'new' })).toBe(false);
});

test('a connection says what it is and what it used', () => {
  expect(kindInWords(kept)).toBe('OpenAI at api.openai.com · has a key');
  expect(todayInWords(kept)).toBe('Today 1,200 of 50,000 tokens · $0.0045 of $1.00');
  const local = { ...kept, baseUrl: 'http://localhost:11434/v1', hasKey: false, inputPrice: null, outputPrice: null };
  const unused = {
    ...local,
    dailyTokens: null,
    dailyDollars: null,
    today: { inputTokens: 0, outputTokens: 0, dollars: 0 },
  };
  expect([kindInWords(unused), todayInWords(unused)]).toEqual(['Ollama at localhost:11434 · no key', 'Today 0 tokens']);
});
