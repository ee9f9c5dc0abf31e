import { expect, test } from 'vitest';
import {
  applyEdit,
  blocksOf,
  check,
  type GraphDocument,
  type GraphNode,
  invertEdit,
  type Network,
  openEdit,
} from '@/graph';
import { contextLength } from '@/ml/network';
import { catalogue } from '@/nodes';
import { loadModel } from '@/nodes/common/foundation/load';
import { concreteNetwork } from '@/nodes/common/network';
import { graph, node, wire } from '../../graph/support';
import { PUBLISHED, publishedFiles, quietly } from './published';

/** A loaded model with a node to its right, and its network. */
async function loaded(name: string): Promise<{ readonly document: GraphDocument; readonly network: Network }> {
  const { network } = await loadModel(await publishedFiles(name), quietly());
  const beside = { ...node('writes', 'generate.text'), position: { x: 300, y: 0 } };
  const document = graph([node('model', 'source.foundation-model'), beside], [wire('model.model', 'writes.model')]);
  return { document, network };
}

const nodeOf = ({ nodes }: GraphDocument, id: string): GraphNode => {
  const found = nodes.find((one) => one.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
};

async function opened(document: GraphDocument, id: string, facts: Parameters<typeof blocksOf>[2]) {
  const blocks = await blocksOf(nodeOf(document, id), catalogue, facts);
  const { edit, ids } = openEdit(document, catalogue, id, blocks);
  return { after: applyEdit(document, edit), edit, ids };
}

/** What is known of a document once the model has run: how many tokens its tokenizer has. */
const factsOnce = (document: GraphDocument, { vocabularySize }: Network) =>
  check(document, catalogue, new Map([['model', { model: { vocabularySize }, tokenizer: { vocabularySize } }]])).facts;

test.each(PUBLISHED)('%s opens beside itself into blocks that are its network, to the last id', async (name) => {
  const { document, network } = await loaded(name);
  const { after, edit, ids } = await opened(document, 'model', { model: { network } });
  const last = ids.at(-1) ?? '';
  const checked = check(after, catalogue).problems.filter(({ nodeId }) => ids.includes(nodeId));
  expect(checked).toEqual([]);
  expect(factsOnce(after, network).get(last)?.network?.network).toEqual(network);
  expect(after.nodes.slice(0, 1)).toEqual(document.nodes.slice(0, 1));
  expect(after.wires).toContainEqual(wire('model.model', 'writes.model'));
  expect(after.groups).toMatchObject([{ title: 'Architecture of “Load model”', nodes: ids }]);
  const xs = ids.map((id) => nodeOf(after, id).position.x);
  expect(Math.min(...xs)).toBeGreaterThan(nodeOf(after, 'model').position.x);
  expect(nodeOf(after, 'writes').position.x).toBeGreaterThan(Math.max(...xs));
  expect(applyEdit(after, invertEdit(edit))).toEqual(document);
});

test.each(PUBLISHED)(
  'the layers of %s open once more, into norms, attention and feed-forward of the same shapes',
  async (name) => {
    const { document, network } = await loaded(name);
    const { after, ids } = await opened(document, 'model', { model: { network } });
    const stack = ids.find((id) => nodeOf(after, id).type === 'network.transformer-block') ?? '';
    const into = after.wires.find(({ to }) => to.node === stack)?.from.node ?? '';
    const facts = factsOnce(after, network).get(into)?.network ?? {};
    const { after: parts } = await opened(after, stack, { network: facts });
    const found = factsOnce(parts, network).get(ids.at(-1) ?? '')?.network?.network;
    const shapes = ({ operations }: Network) =>
      operations.flatMap(({ parameters }) =>
        parameters.map(({ shape, tiedTo }) => ({ shape, tied: tiedTo !== undefined })),
      );
    expect(found && shapes(found)).toEqual(shapes(network));
    expect(found && contextLength(concreteNetwork(found))).toBe(contextLength(concreteNetwork(network)));
    const scalings = found?.operations.flatMap(({ params }) => params.ropeScaling ?? []) ?? [];
    expect(scalings).toEqual(network.operations.flatMap(({ params }) => params.ropeScaling ?? []));
    const epsilons =
      found?.operations.filter(({ layer }) => layer === 'norm').map(({ params }) => params.epsilon) ?? [];
    expect(new Set(epsilons)).toEqual(new Set([network.operations.at(-1)?.params.epsilon ?? 1e-5]));
  },
);

test('before it has run, nothing is known of it, and that is said', async () => {
  const { document } = await loaded('gpt2');
  await expect(opened(document, 'model', { model: {} })).rejects.toMatchObject({ code: 'open.not-loaded' });
});

test('a table with fewer rows than there are tokens is refused', async () => {
  const { document, network } = await loaded('gpt2');
  const { after, ids } = await opened(document, 'model', { model: { network } });
  const few = {
    ...after,
    nodes: after.nodes.map((one) => (one.id === ids[0] ? { ...one, params: { ...one.params, rows: 24 } } : one)),
  };
  const known = new Map([['model', { tokenizer: { vocabularySize: 25 } }]]);
  const problems = check(few, catalogue, known).problems.filter(({ level }) => level === 'error');
  expect(problems).toMatchObject([{ code: 'embedding.rows', nodeId: ids[0] }]);
});
