import { type ViewerProps, visible } from './props';
import styles from './viewers.module.css';

const HUES = ['prepare', 'train', 'generate', 'evaluate', 'align', 'act'] as const;

/** Tokens, each in a colour of its own beside its neighbours; its id on hover. */
export function TokensView({ view, large }: ViewerProps<'tokens'>) {
  const { pieces, caption } = view;
  return (
    <div className={`${styles.well} ${large ? styles.large : ''}`}>
      <p className={styles.tokens}>
        {pieces.slice(0, large ? pieces.length : 48).map(({ id, piece }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the same token stands in many places
            key={index}
            className={styles.token}
            title={`${visible(piece)} · id ${id}`}
            style={{ background: `color-mix(in oklch, var(--${HUES[index % HUES.length]}) 22%, transparent)` }}
          >
            {visible(piece)}
          </span>
        ))}
      </p>
      <p className={styles.soft}>{caption}</p>
    </div>
  );
}
