import { expect, test } from 'vitest';
import { hasContracts } from '@/app/catalogue';
import { useEditor } from '@/app/editor/state/editor-store';
import { importFile } from '@/app/share/import-file';
import { node } from '@/app/templates/build';
import { emptyDocument } from '@/graph';

test('a graph that is imported brings the contracts of its nodes, also of those in a muted subgraph', async () => {
  await useEditor.getState().open({ id: 'p', revision: 1, document: emptyDocument('p') });
  const { nodes, wires, groups, notes } = emptyDocument('inside');
  const inside = { nodes: [...nodes, node('clean', 'prepare.clean', 0, 0)], wires, groups, notes, exposed: [] };
  const given = {
    ...emptyDocument('given'),
    nodes: [node('gate', 'evaluate.gate', 0, 0), { ...node('g', 'graph.subgraph', 300, 0), muted: true, body: inside }],
  };
  const types = [{ type: 'evaluate.gate' }, { type: 'graph.subgraph' }, { type: 'prepare.clean' }];
  expect(hasContracts(types)).toBe(false);
  await importFile(new File([JSON.stringify(given)], 'given.json'));
  expect(hasContracts(types)).toBe(true);
  const { document, checked } = useEditor.getState();
  expect(document.nodes.map(({ type }) => type)).toEqual(['evaluate.gate', 'graph.subgraph']);
  expect(checked.problems.map(({ code }) => code)).not.toContain('node.unknown-type');
});
