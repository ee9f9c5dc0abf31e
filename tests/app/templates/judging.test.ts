import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '@/app/templates/gate';
import { guarded } from '@/app/templates/guarded';
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
  'source.text': { characters: 4_000 },
  'source.conversations': { count: 12 },
  'source.closed-world': { people: 12, copies: 4 },
  'tokenize.learn-bpe': { vocabularySize: 260 },
  'network.token-embedding': { width: 8 },
  'network.transformer-block': { repeat: 1, heads: 2 },
  'train.language-model': { steps: 2, batchSize: 2, evaluateBatches: 1, sampleTokens: 0 },
  'train.text-classifier': { steps: 2, batchSize: 2, evaluateBatches: 1 },
  'train.fine-tune': { steps: 2, batchSize: 2, evaluateBatches: 1 },
  'generate.answers': { limit: 2, maxTokens: 2 },
  'evaluate.language-model': { maximumBlocks: 2 },
  'evaluate.trade-off': { maximumBlocks: 2, tokens: 4, rounds: 1 },
};
const small = (document: GraphDocument, more: Readonly<Record<string, JsonObject>>): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => ({ ...node, params: { ...node.params, ...FEW[node.type], ...more[node.id] } })),
});

/** The requests are counted: none may be left out. */
const ALL_ANSWERED = { alone: { limit: 0 }, 'behind-it': { limit: 0 } };

/** @param more what is set otherwise, by the id of a node */
async function viewsOf(document: GraphDocument, more: Readonly<Record<string, JsonObject>> = {}) {
  expect(check(document, catalogue).problems).toEqual([]);
  const views = new Map<string, Readonly<Record<string, View>>>();
  const failed: RunEvent[] = [];
  const { done } = await runtime.run({
    document: small(document, more),
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

test('“Is it better?” reports, writes a card for the model that passes, and none for the one that does not', async () => {
  // So few steps teach nothing that pruning could take away: this gate is shut for all.
  const { outcome, views, failed } = await viewsOf(gate, { 'gate-pruned': { rule: 'at-most', limit: 1 } });
  expect(failed).toMatchObject([{ nodeId: 'gate-pruned', error: { code: 'gate.failed' } }]);
  expect(outcome).toBe('failed');
  expect(views.get('card')?.card).toMatchObject({ view: 'page', title: 'Small writer' });
  expect(views.has('card-pruned')).toBe(false);
  expect(views.get('reading')?.page).toMatchObject({ view: 'page', title: 'Reading' });
  expect(views.get('reading')?.table).toMatchObject({ rows: { length: 3 } });
});

test('“Does it make things up?” asks both models the same', async () => {
  const { failed, views } = await viewsOf(makeUp);
  expect(failed).toEqual([]);
  expect(views.get('report')?.page).toMatchObject({ summary: 'Before, After' });
});

test('“Quantise and compare” puts five models side by side', async () => {
  const { failed, views } = await viewsOf(quantise);
  expect(failed).toEqual([]);
  expect(views.get('report')?.table).toMatchObject({ rows: { length: 5 } });
});

test('“Guard a model” counts what the guard refused and what the model behind it was asked', async () => {
  // Not trained, the judge is half sure of everything: all pass.
  const { failed, views } = await viewsOf(guarded, { before: { threshold: 0.99 }, ...ALL_ANSWERED });
  expect(failed).toEqual([]);
  expect(views.get('guarded-refused')).toMatchObject({
    metrics: {
      view: 'numbers',
      items: expect.arrayContaining([expect.objectContaining({ label: 'Requests', value: 12 })]),
    },
    categories: { view: 'table' },
  });
});
