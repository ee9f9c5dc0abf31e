'use client';
import { useState } from 'react';
import styles from './MelodiesView.module.css';
import { PianoRoll } from './PianoRoll';
import type { ViewerProps } from './props';
import { useMelodyPlayer } from './useMelodyPlayer';
import shared from './viewers.module.css';

/** Melodies as rolls of a player piano, each with a button that plays it. */
export function MelodiesView({ view, large }: ViewerProps<'melodies'>) {
  const [chosen, setChosen] = useState<number | null>(null);
  const player = useMelodyPlayer();
  if (view.melodies.length === 0) return <p className={shared.soft}>There are no melodies.</p>;
  const plays = (place: number) => chosen === place && player.plays;
  const press = (place: number) => {
    if (plays(place)) return player.stop();
    const melody = view.melodies[place];
    if (!melody) return;
    setChosen(place);
    player.play(melody);
  };
  return (
    <div className={styles.melodies}>
      {view.melodies.map((melody, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: titles come from files and may be the same; a view is replaced whole
        <section key={place} className={styles.melody} aria-label={melody.title}>
          <div className={`${styles.head} nodrag nopan`}>
            <button
              type="button"
              className={styles.play}
              onClick={() => press(place)}
              aria-label={`${plays(place) ? 'Stop' : 'Play'} ${melody.title}`}
            >
              {plays(place) ? '■' : '▶'}
            </button>
            <span className={styles.title}>{melody.label ?? melody.title}</span>
            <span className={shared.soft}>{`${melody.key.replace('b', '♭').replace('#', '♯')} · ${melody.metre}`}</span>
          </div>
          <PianoRoll melody={melody} at={plays(place) ? player.beat : null} tall={large} />
          {large && melody.cut && <p className={shared.soft}>It goes on; only its beginning is shown and played.</p>}
        </section>
      ))}
      {view.melodies.some(({ given }) => given) && (
        <p className={styles.legend}>
          <span className={styles.givenMark} /> given <span className={styles.madeMark} /> written by the model
        </p>
      )}
      {view.count > view.melodies.length && (
        <p className={shared.soft}>{`${view.count.toLocaleString('en')} melodies in all.`}</p>
      )}
    </div>
  );
}
