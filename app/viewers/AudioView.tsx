'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import styles from './AudioView.module.css';
import { drawSpectrum, drawWave } from './draw-sound';
import { type Playing, playSound, samplesOf } from './play-sound';
import { readable, type ViewerProps } from './props';
import shared from './viewers.module.css';

/** Sounds: one of them as a wave and as a spectrogram, with a button that plays it and a slider along it; which one is chosen in a list, by arrow keys too. */
export function AudioView({ view, large }: ViewerProps<'audio'>) {
  const [wanted, setChosen] = useState(0);
  const chosen = Math.max(0, Math.min(wanted, view.sounds.length - 1));
  const sound = view.sounds[chosen];
  const samples = useMemo(() => samplesOf(sound?.samples ?? ''), [sound?.samples]);
  const { at, plays, toggle, seek } = usePlayer(samples, view.sampleRate);
  const wave = useRef<HTMLCanvasElement>(null);
  const spectrum = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (wave.current) drawWave(wave.current, samples);
    if (spectrum.current && sound) drawSpectrum(spectrum.current, sound.spectrogram);
  }, [samples, sound]);
  if (!sound) return <p className={shared.soft}>There are no sounds.</p>;
  const seconds = samples.length / view.sampleRate;
  const choose = (place: number) => {
    seek(0);
    setChosen(place);
  };
  return (
    <>
      <div className={styles.drawings} data-large={large || undefined}>
        <canvas ref={wave} className={styles.wave} role="img" aria-label={`The wave of ${sound.title}`} />
        <canvas
          ref={spectrum}
          className={styles.spectrum}
          role="img"
          aria-label={`The spectrogram of ${sound.title}: time across, pitch upwards`}
        />
        {at > 0 && <span className={styles.now} style={{ left: `${(100 * at) / Math.max(seconds, 1e-6)}%` }} />}
      </div>
      <div className={`${styles.controls} nodrag nopan`}>
        <button type="button" onClick={toggle} aria-label={`${plays ? 'Pause' : 'Play'} ${sound.title}`}>
          {plays ? '❚❚' : '▶'}
        </button>
        <input
          type="range"
          className={shared.scrub}
          min={0}
          max={seconds}
          step={0.01}
          value={Math.min(at, seconds)}
          aria-label="Along the sound"
          aria-valuetext={`${at.toFixed(2)} of ${seconds.toFixed(2)} seconds`}
          onChange={(event) => seek(Number(event.target.value))}
          onKeyDown={(event) => event.stopPropagation()}
        />
        {view.sounds.length > 1 && (
          <select
            aria-label="Sound"
            value={chosen}
            onChange={(event) => choose(Number(event.target.value))}
            onKeyDown={(event) => event.stopPropagation()}
          >
            {view.sounds.map(({ title }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two sounds may be called the same
              <option key={place} value={place}>
                {title} ({view.first + place + 1})
              </option>
            ))}
          </select>
        )}
      </div>
      {large && (
        <p className={shared.soft}>
          {sound.title}, {readable(sound.seconds)} seconds
          {sound.cut && `, of which the first ${readable(seconds)} can be heard here; saved as a file it is whole`}.
          {view.sounds.length < view.count &&
            ` Shown are ${view.sounds.length.toLocaleString('en')} of ${view.count.toLocaleString('en')} sounds.`}
        </p>
      )}
      <p className={shared.soft}>{view.caption}</p>
    </>
  );
}

/** Where a sound is, whether it plays, and what moves it. It falls silent with what shows it. */
function usePlayer(samples: Float32Array<ArrayBuffer>, sampleRate: number) {
  const [at, setAt] = useState(0);
  const [plays, setPlays] = useState(false);
  const playing = useRef<Playing | null>(null);
  const stop = () => {
    const last = playing.current;
    playing.current = null;
    setPlays(false);
    last?.stop();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sound is not where this one was
  useEffect(() => {
    setAt(0);
    return stop;
  }, [samples]);
  useEffect(() => {
    if (!plays) return;
    let frame = 0;
    const follow = () => {
      if (playing.current) setAt(Math.min(playing.current.at(), samples.length / sampleRate));
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [plays, samples, sampleRate]);
  return {
    at,
    plays,
    toggle: () => {
      if (plays) return stop();
      const from = at < samples.length / sampleRate - 0.02 ? at : 0;
      const now = playSound(samples, sampleRate, from, () => {
        // It ended by itself, or another sound began.
        if (playing.current !== now) return;
        playing.current = null;
        setPlays(false);
        setAt(0);
      });
      playing.current = now;
      setPlays(true);
    },
    seek: (second: number) => {
      stop();
      setAt(second);
    },
  };
}
