import { expect, test } from 'vitest';
import { describes } from '@/app/templates/describes';
import type { GraphDocument, RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

/** The template in small: few pictures, and trainings cut short. */
const SMALL: Readonly<Record<string, object>> = {
  images: { count: 80 },
  near: { channels: 4 },
  grid: { channels: 4 },
  embedding: { width: 16 },
  blocks: { repeat: 1, heads: 2 },
  align: { projector: 'queries', queries: 3, hidden: 8 },
  describe: { limit: 2 },
  question: { limit: 2 },
  examine: { limit: 2 },
};
const small: GraphDocument = {
  ...describes,
  nodes: describes.nodes.map((node) => ({
    ...node,
    params: {
      ...node.params,
      ...SMALL[node.id],
      ...(node.type.startsWith('train.') && { steps: 2, batchSize: 8, evaluateEvery: 2 }),
    },
  })),
};

test('a model that describes runs from pictures to marks, and is stored between its two stages', async () => {
  const runtime = await createNodeRuntime({ backend: 'wasm' });
  try {
    const events: RunEvent[] = [];
    const { done } = await runtime.run({ document: small, targets: null, onEvents: (some) => events.push(...some) });
    expect(await done).toBe('succeeded');
    const views = (id: string) =>
      events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? [event.views] : [])).at(-1);
    expect(views('align')?.describer).toMatchObject({
      items: expect.arrayContaining([{ label: 'tokens of a picture', value: 3 }]),
    });
    expect(views('describe')?.ranking).toMatchObject({ view: 'ranking', queries: expect.anything() });
    const marks = views('examine')?.metrics;
    expect(marks?.view === 'numbers' && marks.items.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'Descriptions right',
        'Right shape',
        'Right place',
        'Answers right',
        'BLEU-4',
        'CIDEr-D',
      ]),
    );
  } finally {
    await runtime.dispose();
  }
}, 60_000);
