'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import styles from './EpisodesView.module.css';
import { PhasePlot } from './PhasePlot';
import { readable, type ViewerProps } from './props';
import { SystemPicture } from './SystemPicture';
import { seriesColor } from './series-color';
import shared from './viewers.module.css';

const Plot = dynamic(() => import('./Plot'), { ssr: false });

/** Shown seconds go by as fast as real ones, unless a run would last longer than this. */
const LONGEST = 30;
/** Pictures a second. */
const RATE = 30;

/** Runs that move: the system as it is drawn, which a button and arrow keys move along time; with room, its variables over time and against each other. */
export function TrajectoriesView({ view, large }: ViewerProps<'trajectories'>) {
  const [chosen, setChosen] = useState(0);
  const [wanted, setTime] = useState<number | null>(null);
  const [plays, setPlays] = useState(false);
  const [variable, setVariable] = useState(0);
  const group = view.groups[Math.min(chosen, view.groups.length - 1)];
  const end = group?.times.at(-1) ?? 0;
  const time = Math.min(wanted ?? 0, end);
  useEffect(() => {
    if (!plays) return;
    if (time >= end) return setPlays(false);
    const pace = Math.max(1, end / LONGEST) / RATE;
    const timer = setTimeout(() => setTime(Math.min(end, time + pace)), 1000 / RATE);
    return () => clearTimeout(timer);
  }, [plays, time, end]);
  if (!group || group.runs.length === 0) return <p className={shared.soft}>There are no runs.</p>;
  const width = view.variables.length;
  const at = Math.max(
    0,
    group.times.findLastIndex((one) => one <= time + 1e-9),
  );
  const now = group.runs.map(({ by, states }) => ({ by, state: between(states, width, group.times, at, time) }));
  const shown = Math.min(variable, width - 1);
  const step = group.at[at] ?? 0;
  const mark = group.marks.findLast((one) => one.step <= step);
  const told = `${time.toFixed(2)} s of ${end.toFixed(2)} s, step ${step}${mark ? `. ${mark.text}, step ${mark.step}` : ''}`;
  const play = () => {
    if (time >= end) setTime(0);
    setPlays(!plays);
  };
  return (
    <>
      {large && view.groups.length > 1 && (
        <select
          className={styles.by}
          aria-label="Run"
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {view.groups.map(({ title }, index) => (
            <option key={title} value={index}>{`${title} of ${view.starts.toLocaleString('en')}`}</option>
          ))}
        </select>
      )}
      <SystemPicture system={view.system} now={now} group={group} width={width} at={at} />
      <div className={`${styles.controls} nodrag nopan`}>
        <button type="button" className={styles.play} onClick={play} aria-label={plays ? 'Pause' : 'Play'}>
          {plays ? '❚❚' : '▶'}
        </button>
        <input
          type="range"
          className={shared.scrub}
          min={0}
          max={end}
          step={end / Math.max(1, group.times.length - 1) || 1}
          value={time}
          aria-label="Along time"
          aria-valuetext={told}
          onChange={(event) => {
            setPlays(false);
            setTime(Number(event.target.value));
          }}
          onKeyDown={(event) => event.stopPropagation()}
        />
      </div>
      <p className={shared.soft}>{told}</p>
      <p className={shared.legend}>
        {group.runs.map(({ by }, index) => (
          <span key={by}>
            <i style={{ background: seriesColor(index) }} />
            {by}
          </span>
        ))}
      </p>
      {large && (
        <>
          {group.about.length > 0 && (
            <p className={shared.soft}>
              {group.about
                .map(({ name, value, unit }) => `${name} ${readable(value)}${unit ? ` ${unit}` : ''}`)
                .join(' · ')}
            </p>
          )}
          <select
            className={styles.by}
            aria-label="Variable over time"
            value={shown}
            onChange={(event) => setVariable(Number(event.target.value))}
          >
            {view.variables.map((name, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
          <Plot
            xLabel="seconds"
            yLabel={view.variables[shown] ?? ''}
            series={group.runs.map(({ by, states }) => ({
              name: by,
              x: group.times,
              y: group.times.map((_, moment) => states[moment * width + shown] ?? 0),
            }))}
            mark={group.times[at] ?? 0}
            linear
          />
          {width > 1 && <PhasePlot variables={view.variables} runs={group.runs} at={at} />}
        </>
      )}
    </>
  );
}

/** A state between two that are known, as time goes on evenly. */
function between(
  states: readonly number[],
  width: number,
  times: readonly number[],
  at: number,
  time: number,
): readonly number[] {
  const [from = 0, to = from] = [times[at], times[at + 1]];
  const share = to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 0;
  return Array.from({ length: width }, (_, one) => {
    const here = states[at * width + one] ?? 0;
    return here + share * ((states[(at + 1) * width + one] ?? here) - here);
  });
}
