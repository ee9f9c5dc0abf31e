import { expect, test } from 'vitest';
import type { Page } from '@/graph';
import { codecOf } from '@/workers/artifacts/kinds';

const hostile = '<img src=x onerror="alert(1)"> & | `code` [a](javascript:1)';
const page: Page = {
  title: hostile,
  summary: hostile,
  blocks: [
    { block: 'heading', text: hostile },
    { block: 'text', text: hostile },
    { block: 'list', items: [hostile] },
    { block: 'facts', items: [[hostile, hostile]] },
    { block: 'table', columns: [hostile], rows: [[hostile]] },
    {
      block: 'differences',
      columns: ['Measure'],
      rows: [{ cells: [hostile], low: -1, value: 0.5, high: 2, verdict: 'noise' }],
    },
  ],
};
const codec = codecOf('page');
const saved = (format: string) => new TextDecoder().decode(codec.formats?.[format]?.encode(page));

test('a page is kept as it is', () => {
  expect(codec.decode(codec.encode(page))).toEqual(page);
  expect(codec.look(page, { large: true })).toMatchObject({ view: 'page', title: hostile });
});

test('as a web page it is one file without scripts, in which all that it says is text', () => {
  const html = saved('html');
  expect(html).not.toMatch(/<img|<script|<a |src="|href="|url\(|@import/);
  expect(html.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt; &amp;/g)).toHaveLength(11);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain('@media print');
  expect(html).toContain('prefers-color-scheme:dark');
});

test('as Markdown what it says starts neither a tag, a link nor a cell', () => {
  const markdown = saved('markdown');
  expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\[a|[^\\]`code/);
  expect(markdown).toContain('| --- |');
  expect(markdown).toContain('# \\<img src=x onerror="alert(1)"\\> &amp; \\| \\`code\\`');
});

test('as Markdown its lines start neither a list, a rule nor a heading', () => {
  const text = '1. one\n12) two\n  - three\n+ four\nfive\n---\n===\n-0.5 and 3.14';
  const bytes = codec.formats?.markdown?.encode({ title: 'T', blocks: [{ block: 'text', text }] });
  const lines = ['1\\. one', '12\\) two', '\\- three', '\\+ four', 'five', '\\---', '\\===', '-0.5 and 3.14'];
  expect(new TextDecoder().decode(bytes)).toBe(`# T\n\n${lines.join('  \n')}\n`);
});

test('a long page is seen in part, and says so', () => {
  const long = {
    ...page,
    blocks: Array.from({ length: 100 }, () => ({ block: 'text' as const, text: 'x'.repeat(2_000) })),
  };
  const view = codec.look(long, { large: true });
  expect(JSON.stringify(view).length).toBeLessThan(70_000);
  expect(view.view === 'page' && view.blocks.at(-1)).toMatchObject({ text: expect.stringContaining('There is more') });
});
