/**
 * What walls cost: the same nodes flat and in subgraphs, checked, planned and run in Node, per node. `npm run bench -- compose [nodes]`
 */
import { node, wire } from '@/app/templates/build';
import { applyEdit, createChecker, emptyDocument, type GraphDocument, plan, wrapEdit } from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';
import { bar, median } from './support/bar';

const [NODES = 300] = process.argv.slice(2).map(Number).filter(Number.isInteger);
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
await runtime.dispose();
bar('compose.planned, ms a node over flat', median(rounds.map(({ planned }) => planned)), { atMost: 0.3 }, 4);
bar('compose.run, ms a node over flat', median(rounds.map(({ ran }) => ran)), { atMost: 0.3 }, 4);
