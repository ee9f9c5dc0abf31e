import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '@/app/templates/gate';
import { makeUp } from '@/app/templates/make-up';
import { quantise } from '@/app/templates/quantise';
import { check, type GraphDocument, type JsonObject, type RunEvent, type View } from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';
import type { Runtime } from '@/workers/runtime';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'wasm' });
});
afterAll(() => runtime.dispose());

/** The same graph, made small enough for a second: what is looked at is that it runs, not what it learns. */
const FEW: Readonly<Record<string, JsonObject>> = {
  'source.text': { characters: 8_000 },
  'source.conversations': { count: 40 },
  'source.closed-world': { people: 6, copies: 2 },
  'tokenize.learn-bpe': { vocabularySize: 280 },
  'network.token-embedding': { width: 16 },
  'train.language-model': { steps: 2, sampleTokens: 0 },
  'train.fine-tune': { steps: 2 },
  'generate.answers': { limit: 6, maxTokens: 4 },
  'evaluate.language-model': { maximumBlocks: 4 },
  'evaluate.trade-off': { maximumBlocks: 4, tokens: 4, rounds: 1 },
};
const small = (document: GraphDocument): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => ({ ...node, params: { ...node.params, ...FEW[node.type] } })),
});

async function viewsOf(document: GraphDocument) {
  expect(check(document, catalogue).problems.filter(({ level }) => level === 'error')).toEqual([]);
  const views = new Map<string, Readonly<Record<string, View>>>();
  const failed: RunEvent[] = [];
  const { done } = await runtime.run({
    document: small(document),
    targets: null,
    onEvents: (events) => {
      for (const event of events) {
        if (event.type === 'finished') views.set(event.nodeId, event.views);
        if (event.type === 'failed') failed.push(event);
      }
    },
  });
  const outcome = await done;
  return { outcome, views, failed };
}

test('“Is it better?” reports, writes a card and lets a hardly changed model pass', async () => {
  const { outcome, views, failed } = await viewsOf(gate);
  expect(failed).toEqual([]);
  expect(outcome).toBe('succeeded');
  expect(views.get('card')?.card).toMatchObject({ view: 'page', title: 'Small answerer' });
  expect(views.get('reading')?.page).toMatchObject({ view: 'page', title: 'Reading' });
}, 120_000);

test('“Does it make things up?” asks both models the same', async () => {
  const { failed, views } = await viewsOf(makeUp);
  expect(failed).toEqual([]);
  expect(views.get('report')?.page).toMatchObject({ summary: 'Before, After' });
}, 120_000);

test('“Quantise and compare” puts four models side by side', async () => {
  const { failed, views } = await viewsOf(quantise);
  expect(failed).toEqual([]);
  expect(views.get('report')?.table).toMatchObject({ rows: { length: 4 } });
}, 120_000);
