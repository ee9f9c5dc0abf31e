/**
 * What walls cost: the same nodes flat and in subgraphs, checked, planned and run in Node, per node; and what a map costs over calling what is inside it in a
 * plain loop, per item; and what a step of an agent costs beyond model and tool. `npm run bench -- compose [nodes] [items]`
 */
import { node, wire } from '@/app/templates/build';
import {
  applyEdit,
  createChecker,
  emptyDocument,
  type GraphBody,
  type GraphDocument,
  type GraphNode,
  INPUT,
  OUTPUT,
  plan,
  type RunContext,
  wrapEdit,
} from '@/graph';
import { catalogue } from '@/nodes';
import { run as fill } from '@/nodes/flow/template/run';
import { createNodeRuntime } from '@/workers/node';
import { bar, median } from './support/bar';
import { runInNode } from './support/in-node';

const [NODES = 300, ITEMS = 10_000] = process.argv.slice(2).map(Number).filter(Number.isInteger);
/** Nodes in one subgraph. */
const FOLDED = 10;
const ROUNDS = 7;

/** A chain of texts, each written into the next. `round` makes it one that nobody has computed yet. */
function chain(round: string): GraphDocument {
  const ids = Array.from({ length: NODES }, (_, index) => `n${index}`);
  return {
    ...emptyDocument('compose'),
    nodes: ids.map((id, index) =>
      index === 0
        ? node(id, 'flow.constant', 0, 0, { text: round })
        : node(id, 'flow.template', index * 260, 0, { template: `${index % 10}{last}` }),
    ),
    wires: ids.slice(1).map((id, index) => wire(`${ids[index]}.${index === 0 ? 'value' : 'text'} → ${id}.last`)),
  };
}

function folded(document: GraphDocument): GraphDocument {
  let made = document;
  for (let from = 0; from < NODES; from += FOLDED) {
    const ids = new Set(document.nodes.slice(from, from + FOLDED).map(({ id }) => id));
    made = applyEdit(made, wrapEdit(made, catalogue, ids).edit);
  }
  return made;
}

const runtime = await createNodeRuntime({ backend: 'cpu' });
const milliseconds = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
const rounds: { readonly planned: number; readonly ran: number }[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const flat = chain(`flat ${round} `);
  const walls = folded(chain(`folded ${round} `));
  const check = (document: GraphDocument) =>
    milliseconds(() => {
      const checked = createChecker(catalogue)(document);
      plan(document, catalogue, { targets: null, isCached: () => false, checked });
    });
  const run = (document: GraphDocument) =>
    milliseconds(async () => {
      const outcome = await (await runtime.run({ document, targets: null, onEvents: () => {} })).done;
      if (outcome !== 'succeeded') throw new Error(`the run ${outcome}`);
    });
  const planned = (await check(walls)) - (await check(flat));
  // Whoever comes second finds a warmer engine: they take turns.
  const order = round % 2 === 0 ? [flat, walls] : [walls, flat];
  const times = new Map<GraphDocument, number>();
  for (const document of order) times.set(document, await run(document));
  const ran = (times.get(walls) ?? 0) - (times.get(flat) ?? 0);
  console.log(
    `round ${round + 1}: checking and planning ${(planned / NODES).toFixed(4)} ms a node more in subgraphs, running ${(ran / NODES).toFixed(4)}`,
  );
  rounds.push({ planned: planned / NODES, ran: ran / NODES });
}

/** Fills a slot of a text, once for each item: as little as a node can do. */
const TEMPLATE = 'Item {n}.';
function mapped(round: number): GraphDocument {
  const items = Array.from({ length: ITEMS }, (_, item) => item + round * ITEMS);
  const port = (id: string, type: string): GraphNode => node(id, type, 0, 0, {}, { title: id });
  const body: GraphBody = {
    nodes: [port('item', INPUT), node('say', 'flow.template', 0, 0, { template: TEMPLATE }), port('said', OUTPUT)],
    wires: [wire('item.value → say.n'), wire('say.text → said.value')],
    groups: [],
    notes: [],
    exposed: [],
  };
  return {
    ...emptyDocument('map'),
    nodes: [
      node('list', 'flow.constant', 0, 0, { kind: 'json', json: JSON.stringify(items) }),
      { ...node('map', 'flow.map', 300, 0), body },
    ],
    wires: [wire('list.value → map.item')],
  };
}

const context = {} as RunContext;
const perItem: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const document = mapped(round);
  const outcome = await milliseconds(async () => {
    if ((await (await runtime.run({ document, targets: null, onEvents: () => {} })).done) !== 'succeeded')
      throw new Error('the map failed');
  });
  const plain = await milliseconds(async () => {
    const said: unknown[] = [];
    for (let item = 0; item < ITEMS; item++)
      said.push(await fill({ n: item + round * ITEMS }, { template: TEMPLATE }, context));
  });
  console.log(
    `map ${round + 1}: ${(outcome / ITEMS).toFixed(4)} ms an item in the graph, ${(plain / ITEMS).toFixed(4)} in a plain loop`,
  );
  perItem.push((outcome - plain) / ITEMS);
}
await runtime.dispose();
bar('compose.planned, ms a node over flat', median(rounds.map(({ planned }) => planned)), { atMost: 0.3 }, 4);
bar('compose.run, ms a node over flat', median(rounds.map(({ ran }) => ran)), { atMost: 0.3 }, 4);
bar(`compose.map of ${ITEMS.toLocaleString('en')}, ms an item over a loop`, median(perItem), { atMost: 0.15 }, 4);
await runInNode('agent-step');
