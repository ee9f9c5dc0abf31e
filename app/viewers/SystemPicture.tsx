import type { TrajectoriesView } from '@/graph';
import { seriesColor } from './series-color';
import drawn from './TrajectoriesView.module.css';

interface SystemPictureProps {
  readonly system: TrajectoriesView['system'];
  /** Who is where just now. */
  readonly now: readonly { readonly by: string; readonly state: readonly number[] }[];
  readonly group: TrajectoriesView['groups'][number];
  readonly width: number;
  /** The shown moment before now. */
  readonly at: number;
}

const [WIDE, HIGH] = [320, 180];

/** A system as one would see it, each way in its own colour, one on top of the other. */
export function SystemPicture({ system, now, group, width, at }: SystemPictureProps) {
  return (
    <svg className={drawn.picture} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={inWords(system, now)}>
      {now.map(({ by, state }, index) => (
        <g key={by} style={{ color: seriesColor(index) }} data-over={index > 0 || undefined}>
          {system === 'pendulum' && <Pendulum state={state} />}
          {system === 'springs' && (
            <Springs state={state} row={index} rows={now.length} reach={reachOf(group, width / 2, width)} />
          )}
          {system === 'orbits' && (
            <Orbits
              state={state}
              before={(group.runs[index]?.states ?? []).slice(Math.max(0, at - TAIL) * width, (at + 1) * width)}
              reach={reachOf(group, width / 2, width)}
            />
          )}
          {(system === 'heat' || system === null) && <Profile state={state} reach={reachOf(group, width)} />}
        </g>
      ))}
    </svg>
  );
}

function Pendulum({ state: [angle = 0] }: { readonly state: readonly number[] }) {
  const [x, y] = [WIDE / 2 + 74 * Math.sin(angle), HIGH / 2 + 74 * Math.cos(angle)];
  return (
    <>
      <line className={drawn.rod} x1={WIDE / 2} y1={HIGH / 2} x2={x} y2={y} />
      <circle className={drawn.pivot} cx={WIDE / 2} cy={HIGH / 2} r={2.5} />
      <circle className={drawn.bob} cx={x} cy={y} r={10} />
    </>
  );
}

/** Masses between two walls; ways stand one under the other. */
function Springs({
  state,
  row,
  rows,
  reach,
}: {
  readonly state: readonly number[];
  readonly row: number;
  readonly rows: number;
  readonly reach: number;
}) {
  const masses = state.length / 2;
  const gap = WIDE / (masses + 1);
  const y = (HIGH * (row + 1)) / (rows + 1);
  const places = Array.from(
    { length: masses },
    (_, mass) => gap * (mass + 1) + (0.42 * gap * (state[mass] ?? 0)) / reach,
  );
  const ends = [0, ...places, WIDE];
  return (
    <>
      {ends.slice(1).map((to, spring) => {
        const from = ends[spring] ?? 0;
        // biome-ignore lint/suspicious/noArrayIndexKey: each spring has its place
        return <polyline key={spring} className={drawn.spring} points={coil(from, to, y)} />;
      })}
      {places.map((x, mass) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: each mass has its place
        <rect key={mass} className={drawn.bob} x={x - 9} y={y - 9} width={18} height={18} rx={3} />
      ))}
    </>
  );
}

const COILS = 14;
const coil = (from: number, to: number, y: number): string =>
  Array.from({ length: COILS + 1 }, (_, turn) => {
    const swing = turn === 0 || turn === COILS ? 0 : turn % 2 === 0 ? 5 : -5;
    return `${(from + ((to - from) * turn) / COILS).toFixed(1)},${(y + swing).toFixed(1)}`;
  }).join(' ');

/** Moments of a way that trail behind a body. */
const TAIL = 60;

function Orbits({
  state,
  before,
  reach,
}: {
  readonly state: readonly number[];
  readonly before: readonly number[];
  readonly reach: number;
}) {
  const bodies = state.length / 4;
  const place = (x: number, y: number) =>
    [WIDE / 2 + (x / reach) * (HIGH / 2 - 8), HIGH / 2 - (y / reach) * (HIGH / 2 - 8)] as const;
  return Array.from({ length: bodies }, (_, body) => {
    const [x, y] = place(state[2 * body] ?? 0, state[2 * body + 1] ?? 0);
    const moments = before.length / state.length;
    const tail = Array.from({ length: moments }, (_, moment) => {
      const from = moment * state.length + 2 * body;
      return place(before[from] ?? 0, before[from + 1] ?? 0)
        .map((one) => one.toFixed(1))
        .join();
    });
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: each body has its place
      <g key={body}>
        <polyline className={drawn.way} points={tail.join(' ')} />
        <circle className={drawn.bob} cx={x} cy={y} r={body === 0 ? 8 : 6} />
      </g>
    );
  });
}

/** Values side by side: temperatures along a rod, held at 0 at its ends; or the variables of a time series as bars from 0. */
function Profile({ state, reach }: { readonly state: readonly number[]; readonly reach: number }) {
  const all = [0, ...state, 0];
  const points = all.map(
    (value, at) =>
      `${((WIDE * at) / (all.length - 1)).toFixed(1)},${(HIGH / 2 - (value / reach) * (HIGH / 2 - 8)).toFixed(1)}`,
  );
  return (
    <>
      <line className={drawn.axis} x1={0} x2={WIDE} y1={HIGH / 2} y2={HIGH / 2} />
      <polyline className={drawn.rod} points={points.join(' ')} />
    </>
  );
}

/** The largest of the first variables of all ways, whatever its sign; of some up to `width`, where a state holds others besides. */
function reachOf({ runs }: TrajectoriesView['groups'][number], first: number, width = first): number {
  let most = 1e-9;
  for (const { states } of runs)
    for (const [at, value] of states.entries()) if (at % width < first) most = Math.max(most, Math.abs(value));
  return most;
}

const NAMES = {
  pendulum: 'A pendulum',
  springs: 'Masses on springs',
  orbits: 'Bodies in orbit',
  heat: 'Temperatures along a rod',
};

const inWords = (system: TrajectoriesView['system'], now: SystemPictureProps['now']): string =>
  `${system ? NAMES[system] : 'Variables'}: ${now.map(({ by }) => by).join(', ')}`;
