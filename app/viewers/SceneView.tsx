import type { Scene, SceneTone } from '@/graph';
import styles from './EpisodesView.module.css';

/** What a world looks like at one moment, as a drawing that says in words what it shows. */
export function SceneView({ scene }: { readonly scene: Scene }) {
  switch (scene.scene) {
    case 'grid':
      return <Grid scene={scene} />;
    case 'roads':
      return <Roads scene={scene} />;
    case 'floor':
      return <Floor scene={scene} />;
  }
}

/** What a tone means where colours are not seen. */
const TONES: Readonly<Record<SceneTone, string>> = {
  plain: '',
  planned: 'as planned',
  changed: 'called in',
  open: 'from outside',
  away: 'away',
  now: 'to be filled',
};

function Grid({ scene }: { readonly scene: Extract<Scene, { scene: 'grid' }> }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <td />
            {scene.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scene.rows.map(({ title, cells }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {cells.map(({ text, tone }, index) => (
                <td key={scene.columns[index]} data-tone={tone} title={TONES[tone]}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.key}>
        E early, L late, N night, ★ in charge. Green as planned, amber called in, red from outside.
      </p>
    </div>
  );
}

const [WIDE, HIGH] = [320, 220];

function Roads({ scene }: { readonly scene: Extract<Scene, { scene: 'roads' }> }) {
  const { places, roads, vehicle, way } = scene;
  const spot = (index: number) => ({
    x: 14 + (WIDE - 28) * (places[index]?.x ?? 0),
    y: 14 + (HIGH - 34) * (places[index]?.y ?? 0),
  });
  const waiting = places.filter((place) => place.waiting > 0).map((place) => `${place.waiting} at ${place.title}`);
  const van = spot(vehicle.place);
  const said = `The van is at ${places[vehicle.place]?.title} with ${vehicle.load} of ${vehicle.capacity} on board. Orders wait: ${waiting.join(', ') || 'none'}.`;
  return (
    <svg className={styles.drawing} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={said}>
      {roads.map(([from, to]) => {
        const [a, b] = [spot(from), spot(to)];
        return <line key={`${from} ${to}`} className={styles.road} x1={a.x} y1={a.y} x2={b.x} y2={b.y} />;
      })}
      <polyline className={styles.way} points={way.map((place) => `${spot(place).x},${spot(place).y}`).join(' ')} />
      {places.map(({ title, tone, waiting: count }, index) => {
        const { x, y } = spot(index);
        return (
          <g key={title} data-tone={tone}>
            {index === 0 ? (
              <rect className={styles.place} x={x - 8} y={y - 8} width={16} height={16} rx={3} />
            ) : (
              <circle className={styles.place} cx={x} cy={y} r={8} />
            )}
            <text className={styles.count} x={x} y={y + 3.5}>
              {count > 0 ? count : ''}
            </text>
            <text className={styles.title} x={x} y={y + 19}>
              {title}
            </text>
          </g>
        );
      })}
      <g className={styles.van} transform={`translate(${van.x + 6} ${van.y - 17})`}>
        <rect x={0} y={0} width={22} height={12} rx={3} />
        <text x={11} y={9.5}>{`${vehicle.load}/${vehicle.capacity}`}</text>
      </g>
    </svg>
  );
}

function Floor({ scene }: { readonly scene: Extract<Scene, { scene: 'floor' }> }) {
  const { machines, buffers } = scene;
  const stages = [...new Set(machines.map(({ stage }) => stage))];
  const jobs = (stage: number, title: string) => (
    <div className={styles.buffer}>
      <span>{title}</span>
      {buffers[stage]?.map((job) => (
        <b key={job}>{job}</b>
      ))}
    </div>
  );
  return (
    <div className={styles.floor}>
      {stages.map((stage) => (
        <div key={stage} className={styles.stage}>
          {jobs(stage, 'Waiting')}
          {machines
            .filter((machine) => machine.stage === stage)
            .map(({ title, tone, text }) => (
              <div key={title} className={styles.machine} data-tone={tone}>
                <b>{title}</b>
                <span>{text}</span>
              </div>
            ))}
        </div>
      ))}
      {jobs(buffers.length - 1, 'Done')}
    </div>
  );
}
