'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { PictureView } from './PictureView';
import type { ViewerProps } from './props';
import { Sparkline } from './Sparkline';
import styles from './viewers.module.css';

const Plot = dynamic(() => import('./Plot'), { ssr: false });

/** Pictures one after the other: a slider, which arrow keys move too, goes along them; with room, curves that show where it stands. */
export function FilmView({ view, large }: ViewerProps<'film'>) {
  const { frames, counts, charts, caption } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? view.first, frames.length - 1);
  const frame = frames[at];
  if (!frame) return <p className={styles.soft}>{caption}</p>;
  return (
    <>
      {frame.pictures.length > 0 && (
        <div className={styles.film} data-large={large || undefined}>
          {frame.pictures.map((picture, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: each has its place
            <div key={place}>
              <PictureView picture={picture} large={large} />
            </div>
          ))}
        </div>
      )}
      {!large && frame.pictures.length === 0 && charts[0] && <Sparkline series={charts[0].series} />}
      <input
        type="range"
        // What slides on the canvas moves no node.
        className={`${styles.scrub} nodrag nopan`}
        min={0}
        max={frames.length - 1}
        value={at}
        aria-label={`Along the way, by ${counts}`}
        aria-valuetext={frame.title}
        onChange={(event) => setChosen(Number(event.target.value))}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <p className={styles.soft}>{frame.title}</p>
      {large &&
        charts.map(({ measures, series }) => (
          <Plot key={measures} xLabel={counts} yLabel={measures} series={series} mark={frame.at} linear />
        ))}
      {large && caption && <p className={styles.soft}>{caption}</p>}
    </>
  );
}
