import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '@/app/ui/Button';
import { LIMITS } from '@/graph';
import { matchScore } from '../commands/match';
import styles from './AppDialog.module.css';

interface Entry<Item> {
  readonly key: string;
  readonly item: Item;
  readonly title: string;
  /** The node that it belongs to. */
  readonly of: string;
}

interface ChooserProps<Item> {
  readonly name: string;
  /** What the search box says. */
  readonly find: string;
  readonly nothing: string;
  readonly chosen: readonly (Entry<Item> & { readonly gone: boolean })[];
  readonly offered: readonly Entry<Item>[];
  readonly onAdd: (item: Item) => void;
  readonly onChange: (items: readonly Item[], gesture?: string) => void;
}

/** What is chosen, in its order and with its names, and beneath it all that could be. */
export function Chooser<Item extends { readonly title?: string | undefined }>(props: ChooserProps<Item>) {
  const { name, nothing, chosen, onChange } = props;
  const id = useId();
  const items = chosen.map(({ item }) => item);
  return (
    <section className={styles.chooser} aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      {chosen.length === 0 && <p className={styles.nothing}>{nothing}</p>}
      <ul className={styles.chosen}>
        {chosen.map(({ key, title, of, gone }, index) => (
          <li key={key}>
            <input
              value={title}
              maxLength={LIMITS.title}
              aria-label={`Name of ${title}`}
              onChange={(event) =>
                onChange(
                  items.map((item, at) => (at === index ? { ...item, title: event.target.value } : item)),
                  key,
                )
              }
            />
            <small data-gone={gone}>{gone ? 'no longer in the graph' : of}</small>
            <IconButton
              small
              label={`Move ${title} up`}
              disabled={index === 0}
              onClick={() => onChange(moved(items, index, -1))}
            >
              <ArrowUp size={13} />
            </IconButton>
            <IconButton
              small
              label={`Move ${title} down`}
              disabled={index === items.length - 1}
              onClick={() => onChange(moved(items, index, 1))}
            >
              <ArrowDown size={13} />
            </IconButton>
            <IconButton
              small
              label={`Take ${title} out`}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <X size={13} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Offers {...props} />
    </section>
  );
}

/** As many as are shown before somebody says what they look for. */
const SHOWN = 40;

function Offers<Item>({ find, offered, chosen, onAdd }: ChooserProps<Item>) {
  const [wanted, setWanted] = useState('');
  const found = offered.filter(({ title, of }) => matchScore(title, wanted, [of]) > 0).slice(0, SHOWN);
  const full = chosen.length >= LIMITS.app;
  return (
    <div className={styles.offers}>
      <input
        type="search"
        value={wanted}
        placeholder={`${find} …`}
        aria-label={find}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul>
        {found.map(({ key, item, title, of }) => (
          <li key={key}>
            <button type="button" disabled={full} aria-label={`Add ${title} ${of}`} onClick={() => onAdd(item)}>
              <Plus size={12} aria-hidden /> {title} <small>{of}</small>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className={styles.nothing}>Nothing of that name.</li>}
      </ul>
    </div>
  );
}

function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): readonly Item[] {
  const order = [...items];
  order.splice(from + by, 0, ...order.splice(from, 1));
  return order;
}
