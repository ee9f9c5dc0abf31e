import type { ViewerProps } from './props';
import styles from './viewers.module.css';

/** A network as a paper's figure: layer under layer, with shapes and sizes. */
export function NetworkView({ view, large }: ViewerProps<'network'>) {
  const { layers, parameters, flopsPerToken } = view;
  const total = (
    <p className={styles.soft}>
      {parameters} parameters · {(flopsPerToken / 1e6).toFixed(2)} MFLOP a token
    </p>
  );
  if (!large) return <div className={styles.well}>{total}</div>;
  return (
    <div className={`${styles.well} ${styles.large}`}>
      {total}
      <ol className={styles.layers} style={{ marginTop: 10 }}>
        {layers.map(({ name, shape, parameters: own, flops }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers of one name follow one another
          <li key={index} className={styles.layer}>
            <b>{name}</b>
            <code>{shape}</code>
            <span className={styles.soft}>{own} parameters</span>
            <span className={styles.soft}>{(flops / 1e6).toFixed(2)} MFLOP</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
