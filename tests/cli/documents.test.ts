import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { runGraph } from '@/cli/run';
import { emptyDocument, type GraphDocument } from '@/graph';

test('in the engine the whole way ends in an answer, and what was found flows on as data', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-retrieve-'));
  try {
    const document: GraphDocument = {
      ...emptyDocument('documents'),
      nodes: [
        node('text', 'source.text', 0, 0, {
          origin: 'paste',
          text: 'Books may be borrowed for four weeks. Whoever returns them late pays twenty cents a day.',
          separate: 'whole',
        }),
        node('split', 'retrieve.split', 1, 0, { by: 'sentences', size: 60, overlap: 0 }),
        node('index', 'retrieve.index', 2, 0),
        node('llm', 'llm.script', 2, 1, { rules: 'say: Twenty cents a day [1].' }),
        node('answer', 'retrieve.answer', 3, 0, { query: 'What does a late book cost?', top: 2 }),
        node('pick', 'flow.pick', 4, 0, { path: 'found[0].cited[0]' }),
      ],
      wires: [
        wire('text.text → split.text'),
        wire('split.passages → index.passages'),
        wire('index.index → answer.index'),
        wire('llm.llm → answer.llm'),
        wire('answer.hits → pick.data'),
      ],
    };
    const path = join(folder, 'graph.json');
    writeFileSync(path, JSON.stringify(document));
    expect(await runGraph([path, '--out', folder], () => {})).toBe(0);
    expect(readFileSync(join(folder, 'pick.value.json'), 'utf8')).toBe('1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
