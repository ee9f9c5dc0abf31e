import type { TriplesView } from '@/graph';

/** Where each entity stands, x and y, in units of its own. */
export type Places = readonly (readonly [x: number, y: number])[];

/** Where entities stand: those of a process from the top down in its order, others where forces between them come to rest. The same picture has the same places. */
export async function layOutTriples(view: TriplesView): Promise<Places> {
  return view.facts.some(({ count }) => count !== undefined) ? layered(view) : byForces(view);
}

/** Facts pull their two together, everything else keeps apart (Fruchterman & Reingold 1991, as d3-force does it; it draws no random numbers of its own). */
async function byForces({ entities, facts }: TriplesView): Promise<Places> {
  const { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } = await import('d3-force');
  const bodies = entities.map(() => ({ x: Number.NaN, y: Number.NaN }));
  const links = facts.flatMap(({ subject, object }) => {
    const [source, target] = [bodies[subject], bodies[object]];
    return source && target && source !== target ? [{ source, target }] : [];
  });
  forceSimulation(bodies)
    .force('link', forceLink(links).distance(52).strength(0.5))
    .force('apart', forceManyBody().strength(-120).distanceMax(420))
    .force('collide', forceCollide(17))
    // Wider than high, as the picture is; what hangs together with nothing does not drift away.
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(300);
  return bodies.map(({ x, y }) => [x, y] as const);
}

/** In layers, as Sugiyama, Tagawa & Toda 1981 draw what follows one upon another. */
async function layered({ entities, facts }: TriplesView): Promise<Places> {
  const { graphlib, layout } = await import('@dagrejs/dagre');
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 46, ranksep: 58 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [index, { name }] of entities.entries())
    graph.setNode(String(index), { width: Math.min(150, 24 + 6.4 * name.length), height: 26 });
  for (const { subject, object } of facts) if (subject !== object) graph.setEdge(String(subject), String(object));
  layout(graph);
  return entities.map((_, index) => {
    const { x, y } = graph.node(String(index));
    return [x, y] as const;
  });
}
