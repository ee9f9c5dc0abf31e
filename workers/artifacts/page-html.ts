import type { Page, PageBlock, PageDifference } from '@/graph';

/** A page as one file of HTML that needs nothing else: readable in light and dark, and made for paper. All that it says is escaped; it has no script. */
export const pageAsHtml = ({ title, summary, blocks }: Page): string =>
  [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${escaped(title)}</h1>`,
    ...(summary ? [`<p class="summary">${escaped(summary)}</p>`] : []),
    ...blocks.map(htmlOf),
    '</main></body></html>',
    '',
  ].join('\n');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

/** Words stay whole in a table; what is as long as a key may go on in the next line. */
const breakable = (text: string): string =>
  text
    .split(/(\S{32})(?=\S)/)
    .filter(Boolean)
    .map(escaped)
    .join('<wbr>');

function htmlOf(block: PageBlock): string {
  switch (block.block) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return `<p${block.soft ? ' class="soft"' : ''}>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.items.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return tableOf(
        block.columns,
        block.rows.map((row) => row.map((cell) => `<td>${breakable(cell)}</td>`)),
      );
    case 'differences':
      return tableOf(
        [...block.columns, 'from … to'],
        block.rows.map((row) => [
          ...row.cells.map((cell) => `<td class="${row.verdict}">${breakable(cell)}</td>`),
          `<td>${intervalOf(row)}</td>`,
        ]),
      );
  }
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.join('')}</tr>`)
    .join('')}</tbody></table></div>`;
}

/** An interval on a scale of its own: nothing in the middle. */
function intervalOf({ low, value, high, verdict }: PageDifference): string {
  const reach = Math.max(Math.abs(low), Math.abs(high), Math.abs(value)) || 1;
  const at = (place: number) => (60 + (52 * place) / reach).toFixed(1);
  return `<svg class="${verdict}" viewBox="0 0 120 14" width="120" height="14" role="presentation"><path class="axis" d="M60 0V14"/><path d="M${at(low)} 7H${at(high)}"/><circle cx="${at(value)}" cy="7" r="3"/></svg>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2230;--soft:#5b6475;--line:#dfe2e8;--paper:#fff;--good:#1f7a4a;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e9ecf2;--soft:#a9b1c0;--line:#3a4150;--paper:#161a22;--good:#7fd6a4;--bad:#ff9a91}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px}h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:28px 0 8px}
.summary,.soft{color:var(--soft)}p{margin:6px 0;overflow-wrap:anywhere;white-space:pre-line}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:600}
dl{display:grid;grid-template-columns:minmax(110px,1fr) 3fr;gap:4px 16px;margin:6px 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
td.better{color:var(--good)}td.worse{color:var(--bad)}svg{fill:var(--soft);stroke:var(--soft);stroke-width:1.5;display:block}
svg.better{fill:var(--good);stroke:var(--good)}svg.worse{fill:var(--bad);stroke:var(--bad)}svg .axis{stroke:var(--line)}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--good:#14532d;--bad:#7f1d1d}body{font-size:11pt}main{max-width:none;padding:0}
table{font-size:9pt}h2{break-after:avoid}tr,dt,dd{break-inside:avoid}.wide{overflow:visible}@page{margin:16mm}}
`.replaceAll('\n', '');
