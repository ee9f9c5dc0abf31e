import type { PageBlock, PageDifference } from '@/graph';
import styles from './PageView.module.css';
import type { ViewerProps } from './props';

/** A page as it is read; inside a node its beginning. Printed, it is the page that “Save as a web page” writes. */
export function PageView({ view, large }: ViewerProps<'page'>) {
  return (
    <article className={large ? styles.page : styles.small}>
      <h3>{view.title}</h3>
      {view.summary && <p className={styles.soft}>{view.summary}</p>}
      {view.blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names, and their order is what they are
        <Block key={index} block={block} large={large} />
      ))}
    </article>
  );
}

function Block({ block, large }: { readonly block: PageBlock; readonly large: boolean }) {
  switch (block.block) {
    case 'heading':
      return <h4>{block.text}</h4>;
    case 'text':
      return <p className={block.soft ? styles.soft : undefined}>{block.text}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl>
          {block.items.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have one name
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <Rows large={large} columns={block.columns} rows={block.rows.map((cells) => ({ cells }))} />;
    case 'differences':
      return (
        <Rows
          large={large}
          columns={[...block.columns, 'from … to']}
          rows={block.rows.map((row) => ({ cells: row.cells, difference: row }))}
        />
      );
  }
}

interface RowsProps {
  readonly large: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly difference?: PageDifference }[];
}

function Rows({ large, columns, rows }: RowsProps) {
  return (
    <div className={styles.wide} tabIndex={large ? 0 : undefined}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, difference }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and their order is what they are
            <tr key={row} data-verdict={difference?.verdict}>
              {cells.map((cell, place) => (
                <td key={columns[place]}>{cell}</td>
              ))}
              {difference && (
                <td>
                  <Interval difference={difference} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On a scale of its own: nothing in the middle. */
function Interval({ difference: { low, value, high } }: { readonly difference: PageDifference }) {
  const reach = Math.max(Math.abs(low), Math.abs(high), Math.abs(value)) || 1;
  const at = (place: number) => 60 + (52 * place) / reach;
  return (
    <svg viewBox="0 0 120 14" width="120" height="14" aria-hidden>
      <path className={styles.axis} d="M60 0V14" />
      <path d={`M${at(low)} 7H${at(high)}`} />
      <circle cx={at(value)} cy="7" r="3" />
    </svg>
  );
}
