import { ChevronRight } from 'lucide-react';
import { catalogue } from '@/app/catalogue';
import { pathTitle, prefixOf } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './Breadcrumbs.module.css';

/** Where one is inside a graph of graphs, and the way back to each level around. */
export function Breadcrumbs() {
  const root = useEditor((state) => state.root);
  const path = useEditor((state) => state.path);
  const enter = useEditor((state) => state.enter);
  if (path.length === 0) return null;
  const titles = [root.name, ...path.map((id, index) => lastTitle(prefixOf(path.slice(0, index)) + id))];
  function lastTitle(id: string): string {
    return pathTitle(root, id, catalogue).split(' › ').at(-1) ?? id;
  }
  return (
    <nav className={styles.crumbs} aria-label="Where you are">
      {titles.map((title, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is its depth
        <span key={depth} className={styles.level}>
          {depth > 0 && <ChevronRight size={13} aria-hidden />}
          {depth === path.length ? (
            <b aria-current="location">{title}</b>
          ) : (
            <button type="button" onClick={() => enter(path.slice(0, depth), path.slice(depth, depth + 1))}>
              {title}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}
