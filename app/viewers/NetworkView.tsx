import type { ViewerProps } from './props';
import styles from './viewers.module.css';

/** A network as a paper's figure: layer under layer, with the shape that leaves each one, what it holds and what it costs. */
export function NetworkView({ view, large }: ViewerProps<'network'>) {
  const { layers, parameters, flopsPerToken, per = 'token' } = view;
  const each = per === 'example' ? 'an example' : 'a token';
  const total = (
    <p className={styles.soft}>
      {parameters} parameters · {flop(flopsPerToken)} {each}
    </p>
  );
  if (!large) return total;
  const most = Math.max(1, ...layers.map(({ flops }) => flops));
  return (
    <>
      {total}
      <ol className={styles.layers}>
        {layers.map(({ name, shape, parameters: own, flops }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers of one name follow one another
          <li key={index}>
            <div className={styles.layer}>
              <b>{name}</b>
              <span className={styles.soft}>{own === '0' ? 'no parameters' : `${own} parameters`}</span>
              <span className={styles.cost} title={`${flop(flops)} ${each}`}>
                <i style={{ width: `${(100 * flops) / most}%` }} />
              </span>
              <span className={styles.soft}>{flop(flops)}</span>
            </div>
            <code>{shape}</code>
          </li>
        ))}
      </ol>
    </>
  );
}

/** `0.37 MFLOP`, `1.2 GFLOP`. */
const flop = (count: number): string =>
  count >= 1e9 ? `${(count / 1e9).toFixed(1)} GFLOP` : `${(count / 1e6).toFixed(2)} MFLOP`;
