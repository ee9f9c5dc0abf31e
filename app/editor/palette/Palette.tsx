'use client';
import { useReactFlow } from '@xyflow/react';
import { ChevronRight, Search, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, memo, type RefObject, useMemo, useState } from 'react';
import { loadContracts } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import type { LibraryItem } from '@/app/client/api';
import type { NodeEntry, Phase } from '@/graph';
import { addNodeInSight, DRAGGED_TYPE } from '../commands/building';
import { useLibrary } from '../library/library-store';
import styles from './Palette.module.css';

const LibrarySection = dynamic(() => import('../library/LibrarySection'), { ssr: false });

const PHASES: readonly { readonly phase: Phase; readonly title: string }[] = [
  { phase: 'prepare', title: 'Prepare' },
  { phase: 'train', title: 'Train' },
  { phase: 'align', title: 'Align' },
  { phase: 'generate', title: 'Generate' },
  { phase: 'evaluate', title: 'Evaluate' },
  { phase: 'act', title: 'Act' },
];

interface PaletteProps {
  readonly searchBox: RefObject<HTMLInputElement | null>;
  /** Called when a node was added by click or key: a sheet closes then. */
  readonly onAdded?: () => void;
}

/** Every node there is, by phase; to be dragged, clicked, or found by a word. */
export const Palette = memo(function Palette({ searchBox, onAdded }: PaletteProps) {
  const [search, setSearch] = useState('');
  const flow = useReactFlow();
  const found = useMemo(() => nodesFor(search), [search]);
  const [libraryOpen, setLibraryOpen] = useState(false);
  const library = useLibrary((state) => state.items);
  const items = useMemo(() => (library ?? []).filter((item) => matchesItem(item, search)), [library, search]);
  // Of what one made oneself, the name counts more than anything else.
  const best = search === '' ? undefined : items.find(({ name }) => matchesItem({ name, description: '' }, search));
  const add = (type: string) => {
    void addNodeInSight(flow, type);
    onAdded?.();
  };
  return (
    <nav className={styles.palette} aria-label="Nodes">
      <div className={styles.top}>
        <div className={styles.search}>
          <Search size={14} aria-hidden />
          <input
            ref={searchBox}
            value={search}
            placeholder="Add a node"
            aria-label="Search nodes"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              const [first] = found;
              const item = best ?? (first ? undefined : items[0]);
              if (event.key === 'Enter' && item) {
                void import('../library/insert').then(({ insertItem }) => insertItem(flow, item));
                onAdded?.();
                setSearch('');
              } else if (event.key === 'Enter' && first) {
                add(first.type);
                setSearch('');
              }
              if (event.key === 'ArrowDown') {
                event.preventDefault();
                const items = itemsOf(event.currentTarget);
                (items.find((item) => item.dataset.best === 'true') ?? items[0])?.focus();
              }
              if (event.key === 'Escape') {
                setSearch('');
                event.currentTarget.blur();
              }
            }}
          />
          {search === '' ? (
            <kbd>/</kbd>
          ) : (
            <button type="button" className={styles.clear} aria-label="Clear the search" onClick={() => setSearch('')}>
              <X size={13} />
            </button>
          )}
        </div>
      </div>
      <section className={styles.phase} data-phase="library" aria-label="Your library">
        {search === '' && (
          <h3>
            <button
              type="button"
              className={styles.fold}
              aria-expanded={libraryOpen}
              onClick={() => setLibraryOpen(!libraryOpen)}
            >
              <ChevronRight size={13} aria-hidden /> Your library {library && <span>{library.length}</span>}
            </button>
          </h3>
        )}
        {(libraryOpen || search !== '') && (
          <LibrarySection
            items={items}
            searching={search !== ''}
            best={best}
            onAdded={() => onAdded?.()}
            onMove={moveAlong}
          />
        )}
      </section>
      {PHASES.map(({ phase, title }) => {
        const nodes = found.filter((entry) => entry.phase === phase);
        if (nodes.length === 0) return null;
        return (
          <section key={phase} className={styles.phase} data-phase={phase}>
            <h3>
              <i />
              {title} <span>{nodes.length}</span>
            </h3>
            <ul>
              {nodes.map((entry) => (
                <li key={entry.type}>
                  <button
                    type="button"
                    className={styles.item}
                    draggable
                    title={entry.summary}
                    data-best={search !== '' && !best && entry === found[0]}
                    onPointerEnter={() => fetchAhead(entry)}
                    onFocus={() => fetchAhead(entry)}
                    onClick={() => add(entry.type)}
                    onKeyDown={moveAlong}
                    onDragStart={(event) => {
                      event.dataTransfer.setData(DRAGGED_TYPE, entry.type);
                      event.dataTransfer.effectAllowed = 'copy';
                    }}
                  >
                    <i />
                    {entry.title}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {found.length === 0 && items.length === 0 && (
        <p className={styles.none}>No node is called that. Try “text”, “train” or “sample”.</p>
      )}
    </nav>
  );
});

/** Whoever points at a node may want it: over a slow line its contract is there by the click. Where it cannot be had, the click says so. */
const fetchAhead = (entry: NodeEntry): void => void loadContracts([entry]).catch(() => undefined);

const itemsOf = (inside: Element): readonly HTMLElement[] => [
  ...(inside.closest('nav')?.querySelectorAll<HTMLElement>('li > button') ?? []),
];

/** Up and down lead from node to node, over the headings. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = itemsOf(event.currentTarget);
  items[items.indexOf(event.currentTarget) + step]?.focus();
}

/** What a search finds, best first: words of the title count more than words of the description. */
function nodesFor(search: string): readonly NodeEntry[] {
  const wanted = search.trim().toLowerCase();
  const rank = ({ title }: NodeEntry) => {
    const at = title.toLowerCase().indexOf(wanted);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  const found = [...entries.values()].filter((entry) => matches(entry, search));
  return wanted === '' ? found : found.sort((a, b) => rank(a) - rank(b));
}

function matches({ title, summary, type, keywords = [] }: NodeEntry, search: string): boolean {
  return hasWords([title, summary, type, ...keywords], search);
}

const matchesItem = ({ name, description }: Pick<LibraryItem, 'name' | 'description'>, search: string): boolean =>
  hasWords([name, description], search);

function hasWords(texts: readonly string[], search: string): boolean {
  const words = search.trim().toLowerCase().split(/\s+/);
  const all = texts.join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}
