import { readable, type ViewerProps } from './props';
import styles from './viewers.module.css';

/** Rows and columns as they are; inside a node the first few. */
export function TableView({ view, large }: ViewerProps<'table'>) {
  const { columns, rows, caption } = view;
  const shown = large ? columns : columns.slice(0, 3);
  return (
    <>
      {caption && <p className={styles.soft}>{caption}</p>}
      <table className={styles.table} aria-label={caption}>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, large ? rows.length : 5).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and their order is what they are
            <tr key={index}>
              {shown.map((column, place) => (
                <td key={column}>{cell(row[place])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const cell = (value: string | number | undefined): string =>
  typeof value === 'number' ? readable(value) : (value ?? '');
