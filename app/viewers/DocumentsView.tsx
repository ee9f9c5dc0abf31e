import type { ViewerProps } from './props';
import styles from './viewers.module.css';

/** Documents: how many, how long, and how they begin. */
export function DocumentsView({ view, large }: ViewerProps<'documents'>) {
  const { count, characters, items } = view;
  return (
    <>
      <p className={styles.soft}>
        {count === 1 ? '1 document' : `${count.toLocaleString('en')} documents`} · {characters.toLocaleString('en')}{' '}
        characters
      </p>
      <ol className={styles.documents}>
        {items.slice(0, large ? items.length : 2).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: documents have no names, and their order is what they are
          <li key={index}>{large ? item : item.slice(0, 90)}</li>
        ))}
      </ol>
      {large && items.length < count && (
        <p className={styles.soft}>
          … and {(count - items.length).toLocaleString('en')} more. Save them as a file to read them all.
        </p>
      )}
    </>
  );
}
