import { expect, test } from 'vitest';
import { loadContracts } from '@/app/catalogue';
import { describeChanges } from '@/app/panels/versions/describe-changes';
import { node } from '@/app/templates/build';
import { emptyDocument, type GraphDocument } from '@/graph';

const writer = (vocabularySize: number, exposed: readonly { name: string; node: string; param: string }[] = []) => {
  const { nodes, wires, groups, notes } = emptyDocument('inside', '');
  const learn = node('learn', 'tokenize.learn-bpe', 0, 0, { vocabularySize });
  return { nodes: [...nodes, learn], wires, groups, notes, exposed };
};
const around = (body: ReturnType<typeof writer>): GraphDocument => ({
  ...emptyDocument('changes', 'Changes'),
  nodes: [{ ...node('writer', 'graph.subgraph', 0, 0), title: 'Writer', body }],
});

test('what changed inside a subgraph is told with its name', async () => {
  await loadContracts([{ type: 'graph.subgraph' }, { type: 'tokenize.learn-bpe' }]);
  expect(describeChanges(around(writer(300)), around(writer(300)))).toEqual([]);
  expect(describeChanges(around(writer(300)), around(writer(500)))).toEqual([
    'In Writer: Vocabulary size of Learn BPE tokenizer: 300 → 500',
  ]);
  const set = writer(300, [{ name: 'size', node: 'learn', param: 'vocabularySize' }]);
  expect(describeChanges(around(writer(300)), around(set))).toEqual(['Changed what is set from outside of Writer']);
});
