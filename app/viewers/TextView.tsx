import type { ViewerProps } from './props';
import styles from './viewers.module.css';

/** Text as it reads, with a caret while it is being written. */
export function TextView({ view, large }: ViewerProps<'text'>) {
  const { text, truncated, writing } = view;
  // Inside a node the end is what is new.
  const shown = large ? text : writing ? text.slice(-220) : text.slice(0, 260);
  return (
    <div className={styles.text}>
      {shown === '' && !writing ? (
        <p className={styles.soft}>Empty</p>
      ) : (
        <span className={writing ? styles.writing : undefined}>{shown}</span>
      )}
      {truncated && large && <p className={styles.soft}>… and more. Save it as a file to read all of it.</p>}
    </div>
  );
}
