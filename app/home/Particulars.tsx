import type { UserFacingError } from '@/graph';
import styles from './home.module.css';

/** What a maintainer would want to know of a problem, folded: it says little to whoever only wants to go on. */
export function Particulars({ of }: { readonly of: UserFacingError }) {
  const { particulars = [] } = of;
  if (particulars.length === 0) return null;
  return (
    <details className={styles.particulars}>
      <summary>Details ({particulars.length})</summary>
      <ul>
        {particulars.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
