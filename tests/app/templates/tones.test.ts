import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { tonesFromWords } from '@/app/templates/tones-from-words';
import type { GraphDocument, JsonObject, RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

const ONE = { captions: 'a tenor trumpet that swells', perClass: 1, steps: 1 };
/** The same graph, made small enough for a few seconds: what is looked at is that it runs, not what it learns. */
const FEW: Readonly<Record<string, JsonObject>> = {
  tones: { count: 60 },
  others: { count: 60 },
  'd-mlp': { width: 8, layers: 1 },
  'd-train': { steps: 2, evaluateEvery: 2, batchSize: 8, samples: 2 },
  'j-encoder': { channels: 2, width: 4 },
  'j-train': { steps: 2, evaluateEvery: 2, batchSize: 8 },
  mine: { perClass: 1, steps: 1 },
  'heard-before': ONE,
  unheard: ONE,
  'heard-before-play': { rounds: 1 },
  'unheard-play': { rounds: 1 },
};
const small: GraphDocument = {
  ...tonesFromWords,
  nodes: [
    ...tonesFromWords.nodes.map((one) => ({ ...one, params: { ...one.params, ...FEW[one.id] } })),
    node('vocoder', 'train.vocoder', 0, 3_000, { steps: 1, evaluateEvery: 1, batchSize: 1, width: 8, blocks: 1 }),
  ],
  wires: [
    ...tonesFromWords.wires,
    ...[
      'unheard-play.sounds → vocoder.sounds',
      'draw.codec → vocoder.codec',
      'vocoder.vocoder → mine-play.vocoder',
    ].map(wire),
  ],
};

test('“Tones from words” makes tones of captions, plays them by a vocoder where there is one, and marks what is heard', async () => {
  const runtime = await createNodeRuntime({ backend: 'wasm' });
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document: small, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  await runtime.dispose();
  expect([ended, events.filter(({ type }) => type === 'failed')]).toEqual(['succeeded', []]);
  const viewsOf = (id: string) =>
    events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? Object.values(event.views) : []));
  const [played] = viewsOf('mine-play');
  expect(played).toMatchObject({ view: 'audio', count: 5, sounds: { 0: { title: 'a bass trumpet that swells' } } });
  expect(viewsOf('vocoder')[0]).toMatchObject({ view: 'numbers', items: { 0: { label: 'samples a second' } } });
  const marked = viewsOf('mine-marks').find(({ view }) => view === 'images');
  expect(marked?.view === 'images' && marked.captions?.every((caption) => /^[✓✗] an? /.test(caption))).toBe(true);
});
