import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEMPLATES } from '@/app/templates';
import { deliveriesForecast } from '@/app/templates/deliveries-forecast';
import { drawCheck } from '@/app/templates/draw-check';
import { latentDiffusion } from '@/app/templates/latent-diffusion';
import { modeCollapse } from '@/app/templates/mode-collapse';
import { pointsDiffusion } from '@/app/templates/points-diffusion';
import { pointsFlow } from '@/app/templates/points-flow';
import { pointsGan } from '@/app/templates/points-gan';
import { pointsVae } from '@/app/templates/points-vae';
import { replanShifts } from '@/app/templates/replan-shifts';
import { check, type GraphDocument, type GraphNode, parseParams, type RunEvent } from '@/graph';
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
    // Nodes and notes stand on one canvas, under their ids.
    const ids = [...template.nodes, ...template.notes].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

/** A template whose trainings are cut short. */
const cutShort = (template: GraphDocument, steps: number, evaluateEvery: number): GraphDocument => ({
  ...template,
  nodes: template.nodes.map((node) =>
    node.type.startsWith('train.') ? { ...node, params: { ...node.params, steps, evaluateEvery } } : node,
  ),
});

let runtime: Awaited<ReturnType<typeof createNodeRuntime>>;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'wasm' });
});
afterAll(() => runtime.dispose());

async function runOf(document: GraphDocument): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  expect(ended).toBe('succeeded');
  return events;
}

const viewsOf = (events: readonly RunEvent[], id: string) =>
  events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? Object.values(event.views) : []));

test('diffusion on points runs from end to end, its training cut short, and shows what came out', async () => {
  const events = await runOf(cutShort(pointsDiffusion, 30, 10));
  expect(viewsOf(events, 'make')).toMatchObject([
    { view: 'scatter', series: [{ role: 'given' }, { role: 'made' }] },
    { view: 'film', counts: 'step' },
  ]);
  expect(viewsOf(events, 'compare')).toMatchObject([{ view: 'numbers', picture: { view: 'scatter' } }]);
  const looks = events.filter(
    (event) =>
      event.type === 'preview' && event.nodeId === 'train' && event.view.view === 'curves' && event.view.picture,
  );
  expect(looks.length).toBeGreaterThan(0);
});

test.each([pointsVae, pointsGan, pointsFlow, modeCollapse].map((template) => [template.id, template] as const))(
  '%s runs from end to end, its trainings cut short',
  async (_id, template) => {
    const events = await runOf(cutShort(template, 4, 2));
    const compared = template.nodes.filter(({ type }) => type === 'evaluate.examples');
    for (const { id } of compared)
      expect(viewsOf(events, id)).toMatchObject([{ view: 'numbers', picture: { view: 'scatter' } }]);
  },
  120_000,
);

/** A template with other settings of some nodes. */
const withParams = (template: GraphDocument, params: Readonly<Record<string, GraphNode['params']>>): GraphDocument => ({
  ...template,
  nodes: template.nodes.map((node) => ({ ...node, params: { ...node.params, ...params[node.id] } })),
});

test('latent diffusion takes captions through the latent space, and shows what was asked for row by row', async () => {
  const small = withParams(cutShort(latentDiffusion, 2, 2), {
    images: { count: 150 },
    copies: { count: 12 },
    'v-encoder': { channels: 4 },
    'v-decoder': { channels: 4 },
    dit: { width: 16, depth: 1 },
    make: { steps: 2 },
    'make-new': { steps: 2 },
  });
  const events = await runOf(small);
  // Its phase does not say that it computes; without a backend of its own it would use the one of whoever ran before.
  expect(events.filter(({ type }) => type === 'computes').map((event) => 'nodeId' in event && event.nodeId)).toContain(
    'into',
  );
  const [asked] = viewsOf(events, 'out');
  expect(asked).toMatchObject({ view: 'images', count: 36, columns: 6 });
  expect(asked?.view === 'images' && asked.captions?.slice(5, 7)).toEqual([
    'a large red star in the middle',
    'a small red circle at the top left',
  ]);
  expect(viewsOf(events, 'out-new')).toMatchObject([{ view: 'images', columns: 6 }]);
  const [seen] = viewsOf(events, 'images');
  expect(seen?.view === 'images' && seen.captions?.every((caption) => !/purple star|green ring/.test(caption))).toBe(
    true,
  );
});

test('a picture is drawn until the classifier sees what was asked for, each round to be seen, by a loop and by an agent', async () => {
  const small = withParams(cutShort(drawCheck, 2, 2), {
    images: { count: 120 },
    'd-mlp': { width: 16, layers: 1 },
    'c-encoder': { channels: 4, width: 8 },
    caption: { text: 'a large red star in the middle' },
  });
  const events = await runOf(small);
  const loop = events.flatMap((event) => (event.type === 'finished' && event.nodeId === 'loop' ? [event] : [])).at(-1);
  const { picture, seen, 'rounds-picture': every } = loop?.views ?? {};
  expect(picture).toMatchObject({ view: 'images', count: 1, width: 16, channels: 3 });
  const file = await runtime.exportValue(loop?.key ?? '', 'rounds');
  const told: { Seen: string; Done: boolean }[] = JSON.parse(new TextDecoder().decode(file.bytes));
  expect(every).toMatchObject({
    view: 'images',
    count: told.length,
    captions: told.map(({ Seen }, index) => `round ${index + 1}: ${Seen}`),
  });
  expect(seen).toMatchObject({ text: told.at(-1)?.Seen });
  for (const [index, { Seen, Done }] of told.entries()) {
    expect(Done).toBe(Seen === 'red star');
    expect(Done || told.length === 12).toBe(index === told.length - 1 || told.length === 12);
  }
  const steps = viewsOf(events, 'agent').flatMap((view) => (view.view === 'agent' ? view.steps : []));
  expect(steps.some(({ call }) => call?.pictures?.count === 1 && /Matches: (true|false)/.test(call.result))).toBe(true);
});

test('policies learn in worlds, are held against the best possible, and what they did can be stepped through', async () => {
  const few = { rounds: 1, episodes: 4, group: 2, updates: 1, looks: 1, width: 8 };
  const shifts = withParams(replanShifts, { shifts: { staff: 4, days: 2, sick: 1 }, train: few, agent: { count: 2 } });
  const [returns, numbers, recording] = viewsOf(await runOf(shifts), 'play');
  expect(returns).toMatchObject({ view: 'table' });
  expect(numbers?.view === 'numbers' && numbers.items.map(({ label }) => label)).toContain('Return, agent');
  expect(recording).toMatchObject({
    view: 'episodes',
    world: 'Shift schedule',
    episodes: [{ by: 'Best possible' }],
  });
  const small = withParams(deliveriesForecast, {
    town: { places: 4, hours: 12, orders: 3 },
    forecast: { days: 10, steps: 2, evaluateEvery: 1, width: 8 },
    ...{ told: few, untold: few, agent: { count: 2 } },
  });
  const events = await runOf(small);
  for (const id of ['play-told', 'play-untold']) {
    const seen = viewsOf(events, id)[2];
    expect(seen?.view === 'episodes' && seen.episodes[0]?.moments[0]?.scene.scene).toBe('roads');
  }
});
