import {
  applyEdit,
  createChecker,
  emptyDocument,
  type GraphDocument,
  type GraphNode,
  type JsonObject,
  setParamsEdit,
  type Wire,
} from '@/graph';
import { catalogue } from '@/nodes';
import { createRuntime, type RunHandle } from '@/workers/client';
import { median } from '../support/bar';

/** A thousand real but tiny steps: one text, and a tree of clean-ups, three ways wide. No two have the same key. */
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
      params: { maximumLength: 1_000 + index },
      position: { x: index, y: 0 },
    });
    wires.push({
      from: { node: `n${Math.floor((index - 1) / 3)}`, port: 'text' },
      to: { node: `n${index}`, port: 'text' },
    });
  }
  return { ...emptyDocument('bench'), nodes, wires };
}

/** Milliseconds, and how many steps finished in the first run and came from the cache in the second. */
export interface EngineTimes {
  readonly start: number;
  readonly first: number;
  readonly again: number;
  readonly finished: number;
  readonly cached: number;
  readonly recheck: number;
  /** After an edit of the node that all others hang on. */
  readonly recheckSource: number;
}

async function measure(round: number): Promise<EngineTimes> {
  const runtime = createRuntime();
  const opened = performance.now();
  await runtime.start();
  const start = performance.now() - opened;
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
    // Kept as the page keeps it, within reach until the run is over: a forgotten handle lets the run's end be lost.
    held.add(handle);
    const outcome = await handle.done;
    held.delete(handle);
    if (outcome !== 'succeeded') throw new Error(outcome);
    return performance.now() - began;
  };
  const first = await go();
  const all = finished;
  const again = await go();
  const rechecks = recheckTimes(document, 'n100');
  const rechecksOfSource = recheckTimes(document, 'n0');
  await runtime.dispose();
  return {
    start,
    first,
    again,
    finished: all,
    cached,
    recheck: median(rechecks),
    recheckSource: median(rechecksOfSource),
  };
}

/** Milliseconds that a check takes after a parameter of one node was edited, again and again. */
function recheckTimes(document: GraphDocument, node: string): readonly number[] {
  const checker = createChecker(catalogue);
  checker(document);
  return Array.from({ length: 21 }, (_, index) => {
    const change: JsonObject = node === 'n0' ? { text: `Edit ${index}.` } : { maximumLength: 10_000 + index };
    const edited = applyEdit(document, setParamsEdit(document, node, change));
    const began = performance.now();
    checker(edited);
    return performance.now() - began;
  });
}

const held = new Set<RunHandle>();

Object.assign(window, { measureEngine: measure });
