import styles from './library.module.css';

/** The most lines that are told one by one. */
const SHOWN = 8;

/** Changes in words, the first of them. */
export function Lines({ lines, label }: { readonly lines: readonly string[]; readonly label?: string }) {
  return (
    <ul className={styles.lines} aria-label={label}>
      {lines.slice(0, SHOWN).map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same
        <li key={place}>{line}</li>
      ))}
      {lines.length > SHOWN && <li>… and {lines.length - SHOWN} more</li>}
    </ul>
  );
}
