import { expect, test } from 'vitest';
import {
  addNodeEdit,
  applyEdit,
  check,
  connectEdit,
  emptyDocument,
  type GraphDocument,
  type JsonObject,
  type RunEvent,
  setParamsEdit,
} from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';

const RHYME = 'one two buckle my shoe. three four knock at the door. five six pick up sticks. '.repeat(30);

/** A document of nodes by id and wires written `a.port > b.port`. */
function graphOf(nodes: Record<string, readonly [string, JsonObject]>, wires: readonly string[]): GraphDocument {
  let document = emptyDocument('graph');
  const ids = new Map<string, string>();
  for (const [name, [type, params]] of Object.entries(nodes)) {
    const { edit, id } = addNodeEdit(document, catalogue, type, { x: 0, y: 0 });
    document = applyEdit(document, edit);
    document = applyEdit(document, setParamsEdit(document, id, params));
    ids.set(name, id);
  }
  for (const wire of wires) {
    const [from = '', to = ''] = wire.split(' > ');
    const end = (text: string) => {
      const [name = '', port = ''] = text.split('.');
      return { node: ids.get(name) ?? name, port };
    };
    const edit = connectEdit(document, end(from), end(to));
    if (edit) document = applyEdit(document, edit);
  }
  return document;
}

const pipeline = (steps: number) =>
  graphOf(
    {
      source: ['source.text', { origin: 'paste', text: RHYME }],
      split: ['prepare.split', {}],
      tokenizer: ['tokenize.characters', {}],
      encode: ['tokenize.encode', { blockLength: 8 }],
      embedding: ['network.token-embedding', { width: 16 }],
      positions: ['network.positions', { context: 8 }],
      block: ['network.transformer-block', { repeat: 1, heads: 2 }],
      norm: ['network.norm', {}],
      forward: ['network.feed-forward', {}],
      add: ['network.residual-add', {}],
      head: ['network.language-head', {}],
      train: [
        'train.language-model',
        { steps, batchSize: 4, evaluateEvery: 10, evaluateBatches: 1, sampleTokens: 4, learningRate: 0.01 },
      ],
      write: ['generate.text', { maxTokens: 10, prompt: 'one' }],
      score: ['evaluate.language-model', {}],
      see: ['see.inspect', {}],
    },
    [
      'source.text > split.text',
      'split.training > tokenizer.text',
      'split.training > encode.text',
      'tokenizer.tokenizer > encode.tokenizer',
      'tokenizer.tokenizer > embedding.tokenizer',
      'embedding.network > positions.network',
      'positions.network > block.network',
      'block.network > norm.network',
      'norm.network > forward.network',
      'block.network > add.network',
      'forward.network > add.branch',
      'add.network > head.network',
      'head.network > train.network',
      'encode.training > train.training',
      'encode.validation > train.validation',
      'train.model > write.model',
      'train.model > score.model',
      'encode.validation > score.data',
      'head.network > see.value',
    ],
  );

test('the whole pipeline checks, runs in the engine, and goes on from where it was when more steps are wanted', async () => {
  const document = pipeline(10);
  expect(check(document, catalogue).problems.filter(({ level }) => level === 'error')).toEqual([]);
  const runtime = await createNodeRuntime({ backend: 'cpu' });
  const run = async (graph: GraphDocument) => {
    const events: RunEvent[] = [];
    const { done } = await runtime.run({ document: graph, targets: null, onEvents: (some) => events.push(...some) });
    const outcome = await done;
    expect(events.filter(({ type }) => type === 'failed')).toEqual([]);
    return { outcome, events };
  };
  const finished = (events: readonly RunEvent[], cached: boolean) =>
    events.flatMap((event) => (event.type === 'finished' && event.cached === cached ? [event.nodeId] : []));

  const first = await run(document);
  expect(first.outcome).toBe('succeeded');
  expect(finished(first.events, false)).toEqual(
    expect.arrayContaining(['language-model', 'text-2', 'language-model-2']),
  );
  expect(first.events.some((event) => event.type === 'preview' && event.view.view === 'curves')).toBe(true);
  expect(first.events.some((event) => event.type === 'preview' && event.view.view === 'network')).toBe(true);

  const again = await run(document);
  expect(finished(again.events, false)).toEqual([]);

  const more = await run(pipeline(20));
  expect(more.events.flatMap((event) => (event.type === 'log' ? [event.text] : []))).toContain('Goes on from step 10.');
  expect(finished(more.events, false)).not.toContain('characters');
  await runtime.dispose();
});
