import { expect, test } from 'vitest';
import { loadContracts } from '@/app/catalogue';
import { describeChanges } from '@/app/panels/versions/describe-changes';
import { node } from '@/app/templates/build';
import { emptyDocument, type GraphApp, type GraphDocument } from '@/graph';

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

test('what an app asks for, shows and says is told in words', () => {
  const app: GraphApp = {
    kind: 'form',
    title: 'Writer',
    intro: '',
    inputs: [],
    outputs: [{ node: 'a', port: 'text' }],
  };
  const none = emptyDocument('changes', 'Changes');
  const some = { ...none, app };
  expect(describeChanges(none, some)).toEqual(['App: made']);
  expect(describeChanges(some, none)).toEqual(['App: taken away']);
  expect(describeChanges(some, { ...none, app: { ...app } })).toEqual([]);
  const after: GraphApp = { ...app, kind: 'chat', title: 'Talker', inputs: [{ node: 'a', param: 'prompt' }] };
  expect(describeChanges(some, { ...none, app: after })).toEqual([
    'App: a chat instead of a form',
    'App: title “Talker”',
    'App: inputs 0 → 1',
  ]);
});
