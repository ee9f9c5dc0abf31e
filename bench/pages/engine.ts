import {
  applyEdit,
  createChecker,
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  setParamsEdit,
  type Wire,
} from '@/graph';
import { catalogue } from '@/nodes';
import { createRuntime } from '@/workers/client';

/** A thousand real but tiny steps: one text, and a tree of clean-ups, three ways wide. */
function thousandNodes(): GraphDocument {
  const nodes: GraphNode[] = [
    {
      id: 'n0',
      type: 'source.text',
      version: 1,
      params: { origin: 'paste', text: 'To be, or not to be, that is the question.' },
      position: { x: 0, y: 0 },
    },
  ];
  const wires: Wire[] = [];
  for (let index = 1; index < 1_000; index++) {
    nodes.push({
      id: `n${index}`,
      type: 'prepare.clean',
      version: 1,
      params: { minLength: index % 7 },
      position: { x: index, y: 0 },
    });
    wires.push({
      from: { node: `n${Math.floor((index - 1) / 3)}`, port: index <= 3 ? 'text' : 'text' },
      to: { node: `n${index}`, port: 'text' },
    });
  }
  return { ...emptyDocument('bench'), nodes, wires };
}

export interface EngineTimes {
  readonly first: number;
  readonly again: number;
  readonly finished: number;
  readonly cached: number;
  readonly recheck: number;
}

async function measure(round: number): Promise<EngineTimes> {
  const runtime = createRuntime();
  await runtime.start();
  const base = thousandNodes();
  // Another seed word each round, so that nothing is in the store yet.
  const document = applyEdit(
    base,
    setParamsEdit(base, 'n0', { text: `Round ${round} of ${performance.timeOrigin}: to be, or not to be.` }),
  );
  let finished = 0;
  let cached = 0;
  const go = async () => {
    finished = 0;
    cached = 0;
    const began = performance.now();
    const handle = await runtime.run({
      document,
      targets: null,
      onEvents: (events) => {
        for (const event of events)
          if (event.type === 'finished') {
            finished++;
            if (event.cached) cached++;
          } else if (event.type === 'failed') console.error(JSON.stringify(event.error));
      },
    });
    const outcome = await handle.done;
    if (outcome !== 'succeeded') throw new Error(outcome);
    return performance.now() - began;
  };
  const first = await go();
  const all = finished;
  const again = await go();
  const checker = createChecker(catalogue);
  checker(document);
  const rechecks = Array.from({ length: 21 }, (_, index) => {
    const edited = applyEdit(document, setParamsEdit(document, 'n100', { minLength: index + 10 }));
    const began = performance.now();
    checker(edited);
    return performance.now() - began;
  });
  await runtime.dispose();
  return { first, again, finished: all, cached, recheck: rechecks.sort((a, b) => a - b)[10] ?? Number.NaN };
}

Object.assign(window, { measureEngine: measure });
