import type { Page, PageBlock } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** What can be seen of a page: all of it with room, up to what views may hold; inside a node its first block. */
export function pageView({ title, summary, blocks }: Page, large = true): View {
  let left: number = 3 * VIEW_LIMITS.characters;
  const shown: PageBlock[] = [];
  for (const block of large ? blocks : blocks.slice(0, 2)) {
    const bounded = withRows(block, large ? 4 * VIEW_LIMITS.items : 5);
    left -= JSON.stringify(bounded).length;
    if (left < 0) {
      shown.push({ block: 'text', soft: true, text: 'There is more: save the page to read all of it.' });
      break;
    }
    shown.push(bounded);
  }
  return { view: 'page', title, ...(summary && { summary }), blocks: shown };
}

function withRows(block: PageBlock, most: number): PageBlock {
  if (block.block === 'table') return { ...block, rows: block.rows.slice(0, most) };
  return block.block === 'differences' ? { ...block, rows: block.rows.slice(0, most) } : block;
}
