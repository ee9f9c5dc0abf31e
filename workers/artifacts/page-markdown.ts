import type { Page, PageBlock } from '@/graph';

/** A page as Markdown with the tables of GitHub. What it says is text and stays text: signs that mean something in Markdown or HTML are escaped. */
export const pageAsMarkdown = ({ title, summary, blocks }: Page): string =>
  `${[`# ${escaped(title)}`, ...(summary ? [escaped(summary)] : []), ...blocks.map(markdownOf)].join('\n\n')}\n`;

function markdownOf(block: PageBlock): string {
  switch (block.block) {
    case 'heading':
      return `## ${escaped(block.text)}`;
    case 'text':
      return block.text.split('\n').map(escaped).join('  \n');
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'facts':
      return block.items.map(([name, value]) => `- **${escaped(name)}:** ${escaped(value)}`).join('\n');
    case 'table':
      return tableOf(block.columns, block.rows);
    case 'differences':
      return tableOf(
        block.columns,
        block.rows.map(({ cells }) => cells),
      );
  }
}

const tableOf = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows]
    .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escaped(cell))).join(' | ')} |`)
    .join('\n');

/** On one line, with nothing that Markdown, HTML or the cell of a table would read as more than text. */
const escaped = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    // At the beginning of a line these make lists, rules, and a heading of the line before; of a number only its sign can be escaped.
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+](?=\s|$)|^[-=](?=[-=\s]*$)/, '\\$&');
