import { afterEach, expect, test, vi } from 'vitest';
import { catalogue, loadContracts } from '@/app/catalogue';
import { api } from '@/app/client/api';
import { saveCopy } from '@/app/editor/saving/useDeleted';
import { useEditor } from '@/app/editor/state/editor-store';
import { node, wire } from '@/app/templates/build';
import { emptyDocument, wrapEdit } from '@/graph';

const state = () => useEditor.getState();

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('the copy of a deleted project is the whole graph, also from inside a subgraph', async () => {
  const document = {
    ...emptyDocument('levels', 'Levels'),
    nodes: [node('text', 'source.text', 0, 0), node('clean', 'prepare.clean', 300, 0)],
    wires: [wire('text.text → clean.text')],
  };
  await loadContracts([...document.nodes, { type: 'graph.subgraph' }]);
  await state().open({ id: 'p', revision: 1, document });
  state().edit(wrapEdit(state().document, catalogue, new Set(['clean'])).edit);
  state().enter(['subgraph']);
  const removeItem = vi.fn();
  vi.stubGlobal('localStorage', { removeItem });
  const now = '2026-01-01T00:00:00Z';
  const create = vi.spyOn(api.projects, 'create').mockImplementation(async ({ name }) => ({
    id: 'copy',
    name: name ?? '',
    description: '',
    thumbnail: [],
    revision: 1,
    document: state().root,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }));
  expect(await saveCopy('p')).toBe('copy');
  expect(create.mock.calls[0]?.[0]).toMatchObject({ name: 'Levels (copy)', document: state().root });
  expect(removeItem).toHaveBeenCalledOnce();
});
