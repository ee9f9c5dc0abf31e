import styles from './HitsView.module.css';
import type { ViewerProps } from './props';

type FoundView = ViewerProps<'hits'>['view']['found'][number];
type HitView = FoundView['hits'][number];

/** What was found, query after query: each passage under its number, with where it comes from and the words of the query marked. */
export function HitsView({ view, large }: ViewerProps<'hits'>) {
  const { found, count } = view;
  return (
    <div className={large ? styles.large : styles.small}>
      {found.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a query may be asked twice
        <section key={place}>
          <h3>{one.query}</h3>
          {one.answer !== undefined && <p className={styles.answer}>{one.answer}</p>}
          {one.hits.length === 0 && <p className={styles.soft}>Nothing was found.</p>}
          <ol>
            {one.hits.map((hit, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is its number
              <li key={number} data-cited={hit.cited}>
                <p className={styles.source}>
                  <b>[{number + 1}]</b> {hit.source}
                  {large && <span className={styles.soft}> · {whyFound(hit)}</span>}
                </p>
                <p className={styles.passage}>
                  <Marked {...hit} />
                  {hit.cut && ' …'}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {count > found.length && (
        <p className={styles.soft}>
          {found.length.toLocaleString('en')} of {count.toLocaleString('en')} searches
        </p>
      )}
    </div>
  );
}

/** The passage with the query's words marked. */
function Marked({ text, matches }: Pick<HitView, 'text' | 'matches'>) {
  return matches
    .flatMap(([start, end], index) => [
      text.slice(matches[index - 1]?.[1] ?? 0, start),
      <mark key={start}>{text.slice(start, end)}</mark>,
    ])
    .concat(text.slice(matches.at(-1)?.[1] ?? 0));
}

/** `1st by words, 4th by meaning`, in short. */
function whyFound({ byWords, byMeaning, cited }: HitView): string {
  const ranks = [
    ...(byWords === undefined ? [] : [`no. ${byWords} by words`]),
    ...(byMeaning === undefined ? [] : [`no. ${byMeaning} by meaning`]),
  ];
  return [...(cited ? ['cited'] : []), ranks.join(', ')].filter(Boolean).join(' · ');
}
