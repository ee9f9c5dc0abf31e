'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import styles from './ClipsView.module.css';
import { bytesOfClips, drawFrame, drawStrip } from './draw-clips';
import type { ViewerProps } from './props';
import { usePlaying } from './usePlaying';
import shared from './viewers.module.css';

/** Inside a node so many are shown. */
const FEW = 6;

/** Clips side by side, which play together; a slider goes along their frames, which can also be laid side by side. */
export function ClipsView({ view, large }: ViewerProps<'clips'>) {
  const { frames, fps, captions, note, caption } = view;
  // One in a row would be as wide as the page.
  const columns = view.columns && view.columns > 1 ? view.columns : undefined;
  const [looping, setLooping] = useState(true);
  const [laidOut, setLaidOut] = useState(false);
  const { at, plays, toggle, seek } = usePlaying({ frames, fps, looping, atOnce: true });
  const pixels = useMemo(() => bytesOfClips(view.pixels), [view.pixels]);
  const few = columns && columns < FEW ? columns * Math.floor(FEW / columns) : FEW;
  const shown = large ? view.count : Math.min(few, view.count);
  if (shown === 0 || frames === 0) return <p className={shared.soft}>{caption ?? 'There is no clip to show.'}</p>;
  const strips = large && laidOut;
  return (
    <>
      <div
        className={styles.grid}
        data-large={large || undefined}
        data-strips={strips || undefined}
        style={columns && large && !strips ? { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined}
      >
        {Array.from({ length: shown }, (_, clip) => (
          <Clip
            // biome-ignore lint/suspicious/noArrayIndexKey: each has its place
            key={clip}
            view={view}
            pixels={pixels}
            clip={clip}
            frame={strips ? null : at}
            caption={captions?.[clip]}
            large={large}
          />
        ))}
      </div>
      <div className={`${styles.controls} nodrag nopan`}>
        <button type="button" onClick={toggle} aria-label={plays ? 'Pause the clips' : 'Play the clips'}>
          {plays ? '❚❚' : '▶'}
        </button>
        <input
          type="range"
          className={shared.scrub}
          min={0}
          max={frames - 1}
          value={at}
          aria-label="Along the clips, by frame"
          aria-valuetext={`frame ${at + 1} of ${frames}`}
          onChange={(event) => seek(Number(event.target.value))}
          onKeyDown={(event) => event.stopPropagation()}
        />
        <span className={`${shared.soft} ${styles.at}`} aria-hidden="true">{`${at + 1} / ${frames}`}</span>
        {large && (
          <>
            <button type="button" aria-pressed={looping} onClick={() => setLooping(!looping)}>
              Again and again
            </button>
            <button type="button" aria-pressed={laidOut} onClick={() => setLaidOut(!laidOut)}>
              Frames side by side
            </button>
          </>
        )}
      </div>
      {caption && <p className={shared.soft}>{caption}</p>}
      {large && note && <p className={shared.soft}>{note}</p>}
    </>
  );
}

interface ClipProps {
  readonly view: ViewerProps<'clips'>['view'];
  readonly pixels: Uint8Array;
  readonly clip: number;
  /** Null shows all frames side by side. */
  readonly frame: number | null;
  readonly caption: string | undefined;
  readonly large: boolean;
}

function Clip({ view, pixels, clip, frame, caption, large }: ClipProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    if (frame === null) drawStrip(canvas.current, view, pixels, clip);
    else drawFrame(canvas.current, view, pixels, clip, frame);
  }, [view, pixels, clip, frame]);
  return (
    <figure className={styles.clip}>
      <canvas ref={canvas} role="img" aria-label={caption ?? `Clip ${clip + 1}`} />
      {large && caption && <figcaption className={shared.soft}>{caption}</figcaption>}
    </figure>
  );
}
