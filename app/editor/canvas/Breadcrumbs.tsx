import { ChevronRight } from 'lucide-react';
import { catalogue } from '@/app/catalogue';
import { INSIDE, pathTitle } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './Breadcrumbs.module.css';

/** Where one is inside a graph of graphs, and the way back to each level around. */
export function Breadcrumbs() {
  const root = useEditor((state) => state.root);
  const path = useEditor((state) => state.path);
  const enter = useEditor((state) => state.enter);
  if (path.length === 0) return null;
  const levels = [
    { id: '', title: root.name },
    ...path.map((_, index) => {
      const id = path.slice(0, index + 1).join(INSIDE);
      return { id, title: pathTitle(root, id, catalogue, index) };
    }),
  ];
  return (
    <nav className={styles.crumbs} aria-label="Where you are">
      {levels.map(({ id, title }, depth) => (
        <span key={id} className={styles.level}>
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
