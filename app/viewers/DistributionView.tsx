'use client';
import { useState } from 'react';
import { percent, type ViewerProps, visible } from './props';
import styles from './viewers.module.css';

/** What was written, token by token, and what each could have been: the most likely candidates and the rule that cut them. */
export function DistributionView({ view, large }: ViewerProps<'distribution'>) {
  const { text, steps } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const place = Math.min(chosen ?? steps.length - 1, steps.length - 1);
  const step = steps[place];
  const candidates = step?.candidates.slice(0, large ? 12 : 4) ?? [];
  const most = Math.max(1e-9, ...candidates.map((candidate) => candidate.probability));
  return (
    <div className={`${styles.well} ${large ? styles.large : ''} nowheel`}>
      {large ? (
        <p className={styles.written}>
          {text.slice(0, Math.max(0, text.length - steps.reduce((sum, one) => sum + one.piece.length, 0)))}
          {steps.map(({ piece, probability }, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: the same token is written many times
              key={index}
              type="button"
              className={styles.piece}
              style={{ '--p': 1 - probability }}
              aria-pressed={index === place}
              aria-label={`Token ${index + 1}: ${visible(piece)}, ${percent(probability)}`}
              onClick={() => setChosen(index)}
            >
              {piece}
            </button>
          ))}
        </p>
      ) : (
        <p className={styles.text} style={{ maxHeight: 56, overflow: 'hidden' }}>
          {text.slice(-120)}
        </p>
      )}
      {step && (
        <div className={styles.candidates}>
          {candidates.map(({ piece, probability, kept, cutBy }, index) => (
            <Candidate
              // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may look the same
              key={index}
              piece={piece}
              share={probability / most}
              probability={probability}
              kept={kept}
              cutBy={cutBy}
              chosen={piece === step.piece}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface CandidateProps {
  readonly piece: string;
  readonly share: number;
  readonly probability: number;
  readonly kept: boolean;
  readonly cutBy: string | undefined;
  readonly chosen: boolean;
}

function Candidate({ piece, share, probability, kept, cutBy, chosen }: CandidateProps) {
  return (
    <>
      <code className={chosen ? styles.chosen : kept ? undefined : styles.cut}>{visible(piece)}</code>
      <span className={`${styles.track} ${kept ? '' : styles.cutbar}`}>
        <b style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.soft}>{kept ? percent(probability) : `cut by ${cutBy ?? 'the strategy'}`}</span>
    </>
  );
}
