import { expect, test } from 'vitest';
import { TEMPLATES } from '@/app/templates';
import { pointsDiffusion } from '@/app/templates/points-diffusion';
import { check, type GraphDocument, parseParams, type RunEvent } from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  '%s has nothing to complain of',
  (_id, template) => {
    expect(check(template, catalogue).problems).toEqual([]);
    for (const { type, params } of template.nodes) {
      const contract = catalogue.get(type);
      if (!contract) throw new Error(`there is no ${type}`);
      expect(Object.keys(contract.params.shape)).toEqual(expect.arrayContaining(Object.keys(params)));
      expect(parseParams(contract, params).ok).toBe(true);
    }
    const places = [...template.nodes, ...template.notes].map(({ position: { x, y } }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  },
);

test('diffusion on points runs from end to end, its training cut short, and shows what came out', async () => {
  const short: GraphDocument = {
    ...pointsDiffusion,
    nodes: pointsDiffusion.nodes.map((node) =>
      node.id === 'train' ? { ...node, params: { ...node.params, steps: 30, evaluateEvery: 10 } } : node,
    ),
  };
  const runtime = await createNodeRuntime({ backend: 'wasm' });
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document: short, targets: null, onEvents: (some) => events.push(...some) });
  expect(await done).toBe('succeeded');
  const viewsOf = (id: string) =>
    events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? Object.values(event.views) : []));
  expect(viewsOf('make')).toMatchObject([{ view: 'scatter', series: [{ role: 'given' }, { role: 'made' }] }]);
  expect(viewsOf('compare')).toMatchObject([{ view: 'numbers', picture: { view: 'scatter' } }]);
  const looks = events.filter(
    (event) =>
      event.type === 'preview' && event.nodeId === 'train' && event.view.view === 'curves' && event.view.picture,
  );
  expect(looks.length).toBeGreaterThan(0);
  await runtime.dispose();
}, 120_000);
