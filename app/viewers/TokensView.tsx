import type { TokenStrip } from '@/graph';
import { type ViewerProps, visible } from './props';
import styles from './viewers.module.css';

const HUES = ['prepare', 'train', 'generate', 'evaluate', 'align', 'act'] as const;
/** Tokens that fit inside a node. */
const FEW = 48;

/** Tokens, each in a colour of its own beside its neighbours; its id on hover. */
export function TokensView({ view, large }: ViewerProps<'tokens'>) {
  const { pieces, caption, strips = [] } = view;
  return (
    <div className={`${styles.well} ${large ? styles.large : ''}`}>
      {pieces.length > 0 && <Strip pieces={large ? pieces : pieces.slice(0, FEW)} />}
      {strips.map((strip) => (
        <div key={strip.title}>
          <p className={styles.soft}>{strip.title}</p>
          <Strip pieces={strip.pieces} />
        </div>
      ))}
      <p className={styles.soft}>{caption}</p>
    </div>
  );
}

function Strip({ pieces }: Pick<TokenStrip, 'pieces'>) {
  return (
    <p className={styles.tokens}>
      {pieces.map(({ id, piece }, index) => (
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
  );
}
