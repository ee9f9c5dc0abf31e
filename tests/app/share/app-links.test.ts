import { afterEach, expect, test, vi } from 'vitest';
import { appLink, embedCode } from '@/app/share/app-links';
import { decodeLink } from '@/app/share/link';
import type { GraphDocument } from '@/graph';
import { graph, node } from '../../graph/support';

afterEach(() => vi.unstubAllGlobals());

const hostile: GraphDocument = {
  ...graph([node('a', 'test.source', { value: 'x' })], []),
  app: { kind: 'chat', title: '"><script>alert(1)</script>&', intro: '', inputs: [], outputs: [] },
};

test('an embed code is one iframe whose title cannot end it, allowed to be isolated where the page around is', () => {
  vi.stubGlobal('location', { origin: 'https://genloom.test' });
  const code = embedCode(hostile);
  expect(code.match(/<|>/g)).toHaveLength(4);
  expect(code).toContain('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"');
  expect(code).toContain('allow="cross-origin-isolated;');
  const address = /src="([^"]+)"/.exec(code)?.[1] ?? '';
  expect(new URL(address).pathname).toBe('/embed/app');
  expect(decodeLink(new URL(address).hash)).toEqual(hostile);
  expect(new URL(appLink(hostile)).pathname).toBe('/app');
});
