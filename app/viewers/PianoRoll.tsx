import type { MelodiesView } from '@/graph';
import styles from './MelodiesView.module.css';

/** Units of the drawing for a beat, and the lowest height for a semitone. */
const BEAT = 12;
const SEMITONE = 3;

interface PianoRollProps {
  readonly melody: MelodiesView['melodies'][number];
  /** The beat that is played now. */
  readonly at: number | null;
  readonly tall: boolean;
}

/** Time goes to the right, pitch up; a line at each bar. */
export function PianoRoll({ melody: { notes, beats, metre, given = 0 }, at, tall }: PianoRollProps) {
  const pitches = notes.map(({ pitch }) => pitch);
  const lowest = Math.min(...pitches) - 1;
  const highest = Math.max(...pitches) + 1;
  const rows = Math.max(12, highest - lowest + 1);
  const [width, height] = [beats * BEAT, rows * SEMITONE];
  const [count = 4, unit = 4] = metre.split('/').map(Number);
  const bar = (4 * count) / unit;
  const bars = Array.from({ length: Math.max(0, Math.ceil(beats / bar) - 1) }, (_, place) => (place + 1) * bar);
  return (
    <svg
      className={tall ? styles.tallRoll : styles.roll}
      viewBox={`0 0 ${Math.max(1, width)} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${notes.length} notes in ${Math.ceil(beats / bar)} bars`}
    >
      {bars.map((beat) => (
        <line key={beat} x1={beat * BEAT} x2={beat * BEAT} y1={0} y2={height} className={styles.bar} />
      ))}
      {notes.map(({ pitch, start, beats: length }) => (
        <rect
          key={start}
          x={start * BEAT + 0.4}
          y={(highest - pitch) * SEMITONE}
          width={Math.max(0.8, length * BEAT - 0.8)}
          height={SEMITONE}
          rx={0.8}
          className={start + 1e-6 < given ? styles.given : styles.made}
          data-sounding={at !== null && at >= start && at < start + length ? '' : undefined}
        />
      ))}
      {at !== null && <line x1={at * BEAT} x2={at * BEAT} y1={0} y2={height} className={styles.now} />}
    </svg>
  );
}
