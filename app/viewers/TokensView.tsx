import { useState } from 'react';
import { type TokenStrip, VIEW_LIMITS } from '@/graph';
import { type ViewerProps, visible } from './props';
import styles from './viewers.module.css';

const HUES = ['prepare', 'train', 'generate', 'evaluate', 'align', 'act'] as const;
/** Tokens that fit inside a node. */
const FEW = 48;

/** Tokens, each in a colour of its own beside its neighbours; with room, its id under it. */
export function TokensView({ view, large }: ViewerProps<'tokens'>) {
  const { pieces, caption, strips = [], vocabulary } = view;
  const [ids, setIds] = useState(true);
  const shown = large ? pieces : pieces.slice(0, FEW);
  return (
    <>
      {large && (
        <label className={`${styles.row} ${styles.soft}`}>
          <span>
            {caption}
            {vocabulary?.length === VIEW_LIMITS.pieces && `; the first ${VIEW_LIMITS.pieces}`}
          </span>
          <span>
            <input type="checkbox" checked={ids} onChange={(event) => setIds(event.target.checked)} /> ids
          </span>
        </label>
      )}
      {shown.length > 0 && <Strip pieces={shown} ids={large && ids} />}
      {strips.map((strip) => (
        <div key={strip.title}>
          <p className={styles.soft}>{strip.title}</p>
          <Strip pieces={strip.pieces} ids={large && ids} />
        </div>
      ))}
      {!large && <p className={styles.soft}>{caption}</p>}
    </>
  );
}

function Strip({ pieces, ids }: Pick<TokenStrip, 'pieces'> & { readonly ids: boolean }) {
  return (
    <p className={`${styles.tokens} ${ids ? styles.numbered : ''}`}>
      {pieces.map(({ id, piece }, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the same token stands in many places
          key={index}
          className={styles.token}
          title={`${visible(piece)} · id ${id}`}
          style={{ background: `color-mix(in oklch, var(--${HUES[index % HUES.length]}) 20%, transparent)` }}
        >
          {visible(piece)}
          {ids && <small>{id}</small>}
        </span>
      ))}
    </p>
  );
}
