import { expect, test } from 'vitest';
import type { RunEvent } from '@/graph';
import { smallDescribes, smallExplains } from '@/tests/nodes/vision/small-describes';
import { createNodeRuntime } from '@/workers/node';

test.each([
  ['describes', smallDescribes, ['Right shape', 'Right place']],
  ['explains charts', smallExplains, ['Right largest', 'Right smallest']],
] as const)(
  'a model that %s runs from pictures to marks, and is stored between its two stages',
  async (_does, document, attributes) => {
    const runtime = await createNodeRuntime({ backend: 'wasm' });
    try {
      const events: RunEvent[] = [];
      const { done } = await runtime.run({
        document,
        targets: null,
        onEvents: (some) => events.push(...some),
      });
      expect(await done).toBe('succeeded');
      const views = (id: string) =>
        events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? [event.views] : [])).at(-1);
      expect(views('align')?.describer).toMatchObject({
        items: expect.arrayContaining([{ label: 'tokens of a picture', value: 3 }]),
      });
      expect(views('describe')?.ranking).toMatchObject({ view: 'ranking', queries: expect.anything() });
      const marks = views('examine')?.metrics;
      expect(marks?.view === 'numbers' && marks.items.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['Descriptions right', ...attributes, 'Answers right', 'BLEU-4', 'CIDEr-D']),
      );
    } finally {
      await runtime.dispose();
    }
  },
  60_000,
);
