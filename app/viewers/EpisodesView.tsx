'use client';
import { useState } from 'react';
import styles from './EpisodesView.module.css';
import { readable, type ViewerProps } from './props';
import { SceneView } from './SceneView';
import { usePlaying } from './usePlaying';
import shared from './viewers.module.css';

/** Moments a second while the recording runs. */
const PACE = 1.4;

/** Recorded episodes: which one, a slider along its moments, which arrow keys move too, and a button that lets it run. */
export function EpisodesView({ view, large }: ViewerProps<'episodes'>) {
  const [chosen, setChosen] = useState(0);
  const episode = view.episodes[Math.min(chosen, view.episodes.length - 1)];
  const last = (episode?.moments.length ?? 1) - 1;
  const { at, plays, toggle, seek } = usePlaying({ frames: last + 1, fps: PACE });
  const moment = episode?.moments[at];
  if (!episode || !moment) return <p className={shared.soft}>No episode was recorded.</p>;
  const told = `${at} of ${last}${moment.done ? `: ${moment.done}` : ': the beginning'}`;
  return (
    <>
      {large && view.episodes.length > 1 && (
        <select
          className={styles.by}
          aria-label="Episode"
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {view.episodes.map(({ by, seed, moments }, index) => (
            <option key={`${by} ${seed}`} value={index}>
              {`${by} · episode ${Number(seed.split('/').at(-1)) + 1} · return ${readable(moments.at(-1)?.total ?? 0)}`}
            </option>
          ))}
        </select>
      )}
      <SceneView scene={moment.scene} />
      <div className={`${styles.controls} nodrag nopan`}>
        <button type="button" className={styles.play} onClick={toggle} aria-label={plays ? 'Pause' : 'Play'}>
          {plays ? '❚❚' : '▶'}
        </button>
        <input
          type="range"
          className={shared.scrub}
          min={0}
          max={last}
          value={at}
          aria-label="Along the episode"
          aria-valuetext={told}
          onChange={(event) => seek(Number(event.target.value))}
          onKeyDown={(event) => event.stopPropagation()}
        />
      </div>
      <p className={shared.soft}>{told}</p>
      <p className={shared.soft}>
        {large ? `${episode.by}. ` : ''}
        {moment.reward === 0 ? '' : `This step ${moment.reward > 0 ? '+' : ''}${readable(moment.reward)}. `}
        {`Return so far ${readable(moment.total)}.`}
      </p>
    </>
  );
}
