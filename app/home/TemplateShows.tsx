import type { TemplateResult } from '@/app/templates/results';
import { visible } from '@/app/viewers/props';
import { Sparkline } from '@/app/viewers/Sparkline';
import { PointsPicture } from './PointsPicture';
import styles from './TemplateShows.module.css';

const HUES = ['prepare', 'train', 'generate', 'evaluate'] as const;

/** What came out of a template when it was run, in small. For the eye only: the description above it says the same. */
export function TemplateShows({ result: { curves, points, lines } }: { readonly result: TemplateResult }) {
  return (
    <div className={`${styles.shows} ${curves || points ? styles.drawn : ''}`} aria-hidden="true">
      {curves && <Sparkline series={curves} />}
      {points && <PointsPicture points={points} />}
      <div className={styles.lines}>
        {lines.map(({ label, pieces }) => (
          <div key={label} className={styles.line}>
            <small>{label}</small>
            {pieces.length > 1 ? <Tokens pieces={pieces} /> : <span className={styles.words}>{pieces[0]}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

function Tokens({ pieces }: { readonly pieces: readonly string[] }) {
  return (
    <span className={styles.tokens}>
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same piece stands in many places
        <span key={place} style={{ '--c': `var(--${HUES[place % HUES.length]})` }}>
          {visible(piece)}
        </span>
      ))}
    </span>
  );
}
