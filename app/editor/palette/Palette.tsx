'use client';
import { useReactFlow } from '@xyflow/react';
import { Search } from 'lucide-react';
import { memo, type RefObject, useMemo, useState } from 'react';
import type { AnyContract, Phase } from '@/graph';
import { catalogue } from '@/nodes';
import { addNode, DRAGGED_TYPE } from '../commands/building';
import styles from './Palette.module.css';

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
  const found = useMemo(() => [...catalogue.values()].filter((contract) => matches(contract, search)), [search]);
  const add = (type: string) => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!canvas) return;
    const middle = flow.screenToFlowPosition({ x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 });
    addNode(type, { x: middle.x - 104 + jitter(), y: middle.y - 60 + jitter() });
    onAdded?.();
  };
  return (
    <nav className={styles.palette} aria-label="Nodes">
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
            if (event.key === 'Enter' && first) add(first.type);
            if (event.key === 'Escape') {
              setSearch('');
              event.currentTarget.blur();
            }
          }}
        />
        <kbd>/</kbd>
      </div>
      {PHASES.map(({ phase, title }) => {
        const nodes = found.filter((contract) => contract.phase === phase);
        if (nodes.length === 0) return null;
        return (
          <section key={phase} className={styles.phase} data-phase={phase}>
            <h3>
              <i />
              {title} <span>{nodes.length}</span>
            </h3>
            <ul>
              {nodes.map((contract) => (
                <li key={contract.type}>
                  <button
                    type="button"
                    className={styles.item}
                    draggable
                    title={contract.summary}
                    onClick={() => add(contract.type)}
                    onDragStart={(event) => {
                      event.dataTransfer.setData(DRAGGED_TYPE, contract.type);
                      event.dataTransfer.effectAllowed = 'copy';
                    }}
                  >
                    <i />
                    {contract.title}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {found.length === 0 && <p className={styles.none}>No node is called that. Try “text”, “train” or “sample”.</p>}
    </nav>
  );
});

function matches(contract: AnyContract, search: string): boolean {
  const words = search.trim().toLowerCase().split(/\s+/);
  const all = [contract.title, contract.summary, contract.type, ...(contract.keywords ?? [])].join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}

/** Nodes added one after another do not cover each other. */
const jitter = () => Math.round((Math.random() - 0.5) * 60);
