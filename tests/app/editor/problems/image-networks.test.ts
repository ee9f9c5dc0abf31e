import { expect, test } from 'vitest';
import { quickFixOf } from '@/app/editor/problems/quick-fix';
import { TEMPLATES } from '@/app/templates';
import { fourFamilies } from '@/app/templates/four-families';
import { applyEdit, check, type GraphDocument, invertEdit, type JsonObject, parseParams } from '@/graph';
import { catalogue } from '@/nodes';

/** The template with images where its points were. */
const withImages = (params: JsonObject = { origin: 'shapes' }): GraphDocument => ({
  ...fourFamilies,
  nodes: fourFamilies.nodes.map((node) =>
    node.type === 'source.points' ? { ...node, type: 'source.images', params } : node,
  ),
});
const problemsOf = (document: GraphDocument) => check(document, catalogue).problems;
const narrow = (document: GraphDocument) => problemsOf(document).filter(({ code }) => code === 'train.narrow-network');
function fixed(document: GraphDocument) {
  const [problem] = narrow(document);
  const fix = problem && quickFixOf(document, catalogue, problem);
  if (!fix) throw new Error('no fix');
  return { ...fix, after: applyEdit(document, fix.edit) };
}

test('every trainer of a template for points says so when images come in, and none of a template as it is does', () => {
  expect(
    narrow(withImages())
      .map(({ nodeId }) => nodeId)
      .sort(),
  ).toEqual(['d-train', 'f-train', 'g-train', 'v-train']);
  expect(TEMPLATES.flatMap(narrow)).toEqual([]);
});

test('one click puts networks for images under all four, and it can be undone', () => {
  const document = withImages();
  const { title, edit, after } = fixed(document);
  expect(title).toBe('Use networks for images');
  expect(problemsOf(after)).toEqual([]);
  expect(applyEdit(after, invertEdit(edit))).toEqual(document);
  const types = after.nodes.map(({ type }) => type);
  for (const type of ['unet', 'glow', 'image-encoder', 'image-decoder']) expect(types).toContain(`network.${type}`);
  expect(types).not.toContain('network.mlp');
  expect(after.groups.map(({ nodes }) => nodes.length)).toEqual([2, 2, 5, 5]);
  expect(after.groups.flatMap(({ nodes }) => nodes).every((id) => after.nodes.some((node) => node.id === id))).toBe(
    true,
  );
  for (const node of after.nodes) {
    const contract = catalogue.get(node.type);
    if (!contract) throw new Error(node.type);
    expect(parseParams(contract, node.params).ok).toBe(true);
    expect(Object.keys(contract.params.shape)).toEqual(expect.arrayContaining(Object.keys(node.params)));
  }
});

test.each<[JsonObject, unknown]>([
  [{ origin: 'shapes' }, 16],
  [{ origin: 'shapes', size: 24 }, 24],
  [{ origin: 'shapes', size: 30 }, 16],
  [{ origin: 'digits', size: 128 }, 16],
])('images of %o are then made %i pixels large', (params, size) => {
  expect(fixed(withImages(params)).after.nodes.find(({ type }) => type === 'source.images')?.params.size).toBe(size);
});

test('a network that two trainers share is replaced for both', () => {
  const document = withImages();
  const shared: GraphDocument = {
    ...document,
    nodes: [
      ...document.nodes,
      ...document.nodes.filter(({ id }) => id === 'd-train').map((node) => ({ ...node, id: 'other' })),
    ],
    wires: [
      ...document.wires,
      { from: { node: 'd-output', port: 'network' }, to: { node: 'other', port: 'network' } },
      { from: { node: 'split', port: 'training' }, to: { node: 'other', port: 'examples' } },
    ],
  };
  const { after } = fixed(shared);
  expect(problemsOf(after)).toEqual([]);
  expect(after.nodes.filter(({ type }) => type === 'network.unet')).toHaveLength(1);
});
