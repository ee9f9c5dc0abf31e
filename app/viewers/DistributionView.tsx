'use client';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import type { View } from '@/graph';
import { percent, type ViewerProps, visible } from './props';
import styles from './viewers.module.css';
import { verdictOn, whyNot } from './why-not';

type Step = Extract<View, { view: 'distribution' }>['steps'][number];

/** What was written, token by token, and what each could have been: the most likely candidates and what ruled them out. */
export function DistributionView({ view, large }: ViewerProps<'distribution'>) {
  const { text, steps } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const place = Math.min(chosen ?? steps.length - 1, steps.length - 1);
  const step = steps[place];
  return (
    <>
      {large ? (
        <Written text={text} steps={steps} place={place} onChoose={setChosen} />
      ) : (
        <p className={styles.tail}>{text.slice(-120)}</p>
      )}
      {large && step && (
        <p className={styles.verdict} role="status">
          Token {place + 1} of {steps.length}: <code>{visible(step.piece)}</code> at {percent(step.probability)}.{' '}
          {verdictOn(step)}
        </p>
      )}
      {step && (
        <div className={styles.candidates}>
          <Candidates step={step} most={large ? 12 : 4} />
        </div>
      )}
    </>
  );
}

interface WrittenProps {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly place: number;
  readonly onChoose: (place: number) => void;
}

/** The text, each of its tokens a button; the arrow keys go from one to the next. */
function Written({ text, steps, place, onChoose }: WrittenProps) {
  const line = useRef<HTMLDivElement>(null);
  const [start, end] = around(text, steps.map(({ before = '', piece }) => before + piece).join(''));
  const go = (event: KeyboardEvent) => {
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: steps.length - 1 }[event.key];
    if (to === undefined || !steps[to]) return;
    event.preventDefault();
    onChoose(to);
    line.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <>
      <p className={styles.soft}>Choose a token to see what else it could have been. The darker, the less expected.</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div ref={line} className={styles.written} role="group" aria-label="Tokens that were written" onKeyDown={go}>
        {start}
        {steps.map(({ before, piece, probability }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same token is written many times
          <Fragment key={index}>
            {before}
            <button
              type="button"
              className={styles.piece}
              style={{ '--p': 1 - probability }}
              tabIndex={index === place ? 0 : -1}
              aria-pressed={index === place}
              aria-label={`Token ${index + 1}: ${visible(piece)}, ${percent(probability)}`}
              onClick={() => onChoose(index)}
            >
              {piece}
            </button>
          </Fragment>
        ))}
        <span className={styles.beyond}>{end}</span>
      </div>
    </>
  );
}

/** What stands before and after the tokens that are told: while a text is written the last ones are, afterwards the first ones. */
function around(text: string, told: string): readonly [string, string] {
  const at = text.endsWith(told) ? text.length - told.length : text.indexOf(told);
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + told.length)];
}

/** The likeliest ones, and the one that was taken, wherever it stands. */
function Candidates({ step, most }: { readonly step: Step; readonly most: number }) {
  const first = step.candidates.slice(0, most);
  const taken = first.some(({ piece }) => piece === step.piece)
    ? []
    : [{ piece: step.piece, probability: step.probability, kept: true }];
  const shown: readonly Step['candidates'][number][] = [...first.slice(0, most - taken.length), ...taken];
  const highest = Math.max(1e-9, ...shown.map(({ probability }) => probability));
  return shown.map(({ piece, probability, kept, cutBy }, index) => {
    const chosen = piece === step.piece;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may look the same
      <div key={index} className={styles.candidate}>
        <code className={chosen ? styles.chosen : kept ? undefined : styles.cut}>{visible(piece)}</code>
        <span className={`${styles.track} ${kept ? '' : styles.cutbar}`}>
          <b style={{ width: `${(probability / highest) * 100}%` }} />
        </span>
        <span className={styles.soft}>
          {percent(probability)}
          {chosen ? ', taken' : kept ? '' : `, ${whyNot(cutBy)}`}
        </span>
      </div>
    );
  });
}
