import { createStore } from '@/prisma/store';

// A server that saves without end, for a test that stops it in the middle. Each document is large enough to take the disk a while.
const [url = '', id = ''] = process.argv.slice(2);
const store = createStore(url);
for (let revision = 1; ; revision++) {
  const document = JSON.stringify({ revision: revision + 1, text: String(revision + 1).repeat(200_000) });
  await store.projects.saveDocument({ id, revision, name: 'A graph', description: '', document, thumbnail: '[]' });
  process.stdout.write(`${revision + 1}\n`);
}
