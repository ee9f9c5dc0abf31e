import type { TriplesView } from '@/graph';
import styles from './TriplesView.module.css';

type Fact = TriplesView['facts'][number];

interface FactsProps {
  readonly view: TriplesView;
  readonly onChoose: (place: number) => void;
}

/** Who was chosen: type, other names, and every fact with what says so. */
export function TriplesFacts({ view, chosen, onChoose }: FactsProps & { readonly chosen: number }) {
  const entity = view.entities[chosen];
  const own = view.facts.filter(({ subject, object }) => subject === chosen || object === chosen);
  return (
    <section className={styles.facts} aria-label={`Facts on ${entity?.name}`}>
      <h3>
        {entity?.name} {entity?.type && <span className={styles.soft}>{entity.type}</span>}
      </h3>
      {entity?.aliases && <p className={styles.soft}>also written {entity.aliases.join(', ')}</p>}
      {own.length === 0 && <p className={styles.soft}>No fact that is shown here.</p>}
      <ul>
        {own.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have no names, and their order is what they are
          <li key={index}>
            <Told place={fact.subject} view={view} onChoose={onChoose} self={chosen} /> <em>{fact.relation}</em>{' '}
            <Told place={fact.object} view={view} onChoose={onChoose} self={chosen} />
            <span className={styles.soft}> {measuresOf(fact)}</span>
            {fact.sources?.map((source) => (
              <q key={source} className={styles.source}>
                {source}
              </q>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every fact that is shown, for those who read rather than look. */
export function TriplesTable({ view, onChoose }: FactsProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">Relation</th>
          <th scope="col">Object</th>
          <th scope="col">Said by</th>
        </tr>
      </thead>
      <tbody>
        {view.facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have no names, and their order is what they are
          <tr key={index}>
            <td>
              <Told place={fact.subject} view={view} onChoose={onChoose} />
            </td>
            <td>{fact.relation}</td>
            <td>
              <Told place={fact.object} view={view} onChoose={onChoose} />
            </td>
            <td>{[measuresOf(fact), fact.sources?.[0]].filter(Boolean).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ToldProps extends FactsProps {
  readonly place: number;
  /** Whose facts these are: no need to go there. */
  readonly self?: number;
}

function Told({ place, view, onChoose, self }: ToldProps) {
  const name = view.entities[place]?.name ?? '';
  if (place === self) return <b>{name}</b>;
  return (
    <button type="button" className={styles.name} onClick={() => onChoose(place)}>
      {name}
    </button>
  );
}

/** `92 % sure`, `41 times, 2.5 days in between`. */
export const measuresOf = ({ sureness, count, seconds }: Fact): string =>
  [
    ...(sureness === undefined ? [] : [`${Math.round(100 * sureness)} % sure`]),
    ...(count === undefined ? [] : [`${count.toLocaleString('en')} ${count === 1 ? 'time' : 'times'}`]),
    ...(seconds === undefined ? [] : [`${duration(seconds)} in between`]),
  ].join(', ');

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `2.5 days`, `1 hour`. */
export function duration(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => Math.abs(seconds) >= size) ?? UNITS[3];
  const value = Number((seconds / size).toPrecision(2));
  return `${value.toLocaleString('en')} ${unit}${value === 1 ? '' : 's'}`;
}
