import { expect, test } from 'vitest';
import { emptyDocument, lineageOf, type Metrics, plan } from '@/graph';
import { catalogue } from '@/nodes';
import { lineageTable } from '@/nodes/evaluate/model-card/lineage';
import { modelCard } from '@/nodes/evaluate/model-card/node';
import { run } from '@/nodes/evaluate/model-card/run';
import { pageAsMarkdown } from '@/workers/artifacts/page-markdown';
import { refusalOf, testContext } from '../support';

const node = (id: string, type: string, params = {}, title?: string) => ({
  id,
  type,
  version: 1,
  params,
  position: { x: 0, y: 0 },
  ...(title && { title }),
});
const wire = (from: string, port: string, to: string, input: string) => ({
  from: { node: from, port },
  to: { node: to, port: input },
});
/** A text that is cleaned; the copy of the cleaning by another name is the same step. */
const document = {
  ...emptyDocument('card'),
  nodes: [
    node('text', 'source.text', { origin: 'paste', text: 'one\ntwo' }),
    node('clean', 'prepare.clean', {}, 'Tidied'),
    node('same', 'prepare.clean', {}, 'Tidied again'),
    node('card', 'evaluate.model-card', { name: 'Cleaner' }),
  ],
  wires: [
    wire('text', 'text', 'clean', 'text'),
    wire('text', 'text', 'same', 'text'),
    wire('clean', 'text', 'card', 'model'),
    wire('same', 'report', 'card', 'first'),
  ],
};
const planned = plan(document, catalogue, { targets: ['card'], isCached: () => true });
const step = planned.every.get('card');
if (!step) throw new Error('the card cannot run');
const lineage = lineageOf(step, planned.every, catalogue);
const measured: Metrics = { values: [{ name: 'Kept', value: 2, better: 'higher' }], curves: [], notes: [] };

test('a lineage has every ancestor once, after those it stands on, though the store has their results', () => {
  expect(lineage.ancestors.map(({ type }) => type)).toEqual(['source.text', 'prepare.clean']);
  expect(lineage.ancestors.map(({ key }) => key)).toEqual([planned.keys.get('text'), planned.keys.get('clean')]);
  expect(lineage.inputs.first?.key).toBe(planned.keys.get('same'));
});

test('titles and places change neither keys nor lineage', () => {
  const moved = {
    ...document,
    nodes: document.nodes.map((one) => ({ ...one, title: 'Another', position: { x: 9, y: 9 } })),
  };
  const again = plan(moved, catalogue, { targets: ['card'], isCached: () => false });
  const same = again.every.get('card');
  expect(same?.key).toBe(step.key);
  expect(same && lineageOf(same, again.every, catalogue)).toEqual(lineage);
});

test('a card has the headings of the paper, what the graph knows, and no word that nobody wrote', async () => {
  const params = modelCard.params.parse({ name: 'Cleaner', uses: 'For <b>tests</b>.' });
  const { card } = await run({ model: {}, first: measured }, params, { ...testContext(), lineage });
  const headings = card.blocks.flatMap((block) => (block.block === 'heading' ? block.text : []));
  expect(headings).toEqual([
    'Model details',
    'Intended use',
    'Factors',
    'Metrics',
    'Evaluation data',
    'Training data',
    'Training',
    'Quantitative analyses',
    'Ethical considerations',
    'Caveats and recommendations',
    'Lineage',
  ]);
  const markdown = pageAsMarkdown(card);
  expect(markdown).toContain('For \\<b\\>tests\\</b\\>.');
  for (const key of lineage.ancestors.map((one) => one.key)) expect(markdown).toContain(key);
  expect(markdown.match(/Not stated\./g)).toHaveLength(6);
  expect(markdown).toContain('| Kept | 2 | more |');
  // What a pasted text does not use is no setting of it.
  expect(markdown).not.toContain('Topic');
  expect(markdown).toContain('The model also stands on “Text source”');
});

test('files and published models are told by name and hash, whole', () => {
  const file = (name: string, sign: string) => ({ name, size: 1, sha256: sign.repeat(64) });
  const commit = 'c0ffee0123456789abcdef0123456789abcdef01';
  const settings = [
    { label: 'Files', value: file('model.safetensors', 'b') },
    { label: 'Model', value: { repository: 'o/n', revision: 'main', commit, files: [file('config.json', 'a')] } },
  ];
  const [source] = lineage.ancestors;
  const [row] = lineageTable(source ? [{ ...source, settings }] : []).rows;
  const [config, weights] = [`config.json, SHA-256 ${'a'.repeat(64)}`, `model.safetensors, SHA-256 ${'b'.repeat(64)}`];
  expect(row?.[3]).toBe(`Files: ${weights}; Model: o/n at commit ${commit}: ${config}`);
});

test('without a graph there is no card', async () => {
  expect(await refusalOf(() => run({ model: {} }, modelCard.params.parse({}), testContext()))).toMatchObject({
    code: 'card.no-lineage',
  });
});
