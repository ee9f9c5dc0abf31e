'use client';
import { useReactFlow } from '@xyflow/react';
import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, useEffect } from 'react';
import type { LibraryItem } from '@/app/client/api';
import { Button, IconButton } from '@/app/ui/Button';
import { outdatedOf } from '@/graph';
import { DRAGGED_ITEM } from '../commands/building';
import { openDialog } from '../commands/dialog-store';
import palette from '../palette/Palette.module.css';
import { useEditor } from '../state/editor-store';
import { insertItem } from './insert';
import styles from './library.module.css';
import { newestIn, useLibrary } from './library-store';

interface LibrarySectionProps {
  /** Those that the search finds, or all. */
  readonly items: readonly LibraryItem[];
  readonly searching: boolean;
  /** The one that Enter takes. */
  readonly best: LibraryItem | undefined;
  readonly onAdded: () => void;
  readonly onMove: (event: KeyboardEvent<HTMLElement>) => void;
}

/** What lies in the library, to be dragged or clicked onto the canvas. */
export default function LibrarySection({ items, searching, best, onAdded, onMove }: LibrarySectionProps) {
  const flow = useReactFlow();
  const library = useLibrary();
  const outdated = useEditor(({ root }) => outdatedOf(root, newestIn(library)).length);
  useEffect(() => {
    if (useLibrary.getState().state !== 'loading') void useLibrary.getState().load();
  }, []);
  return (
    <>
      <ul>
        {items.map((item) => (
          <li key={item.id} className={styles.item}>
            <button
              type="button"
              className={palette.item}
              draggable
              title={item.description || 'From your library'}
              data-best={item === best}
              onClick={() => {
                void insertItem(flow, item);
                onAdded();
              }}
              onKeyDown={onMove}
              onDragStart={(event) => {
                event.dataTransfer.setData(DRAGGED_ITEM, item.id);
                event.dataTransfer.effectAllowed = 'copy';
              }}
            >
              <i />
              <span>{item.name}</span>
              <small className="num">version {item.newest}</small>
            </button>
            <span>
              <IconButton
                small
                label={`About ${item.name}: rename, versions, delete`}
                onClick={() => {
                  library.show(item.id);
                  openDialog('library-item');
                }}
              >
                <Ellipsis size={14} />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      {library.state === 'failed' && !searching && (
        <div className={styles.hint} role="alert">
          <p>
            {library.items === null ? 'Your library cannot be reached.' : 'This is as it was last known.'}{' '}
            {library.problem}
          </p>
          <Button small onClick={() => void library.load()}>
            Try again
          </Button>
        </div>
      )}
      {library.items === null && library.state === 'loading' && !searching && <p className={styles.hint}>Looking …</p>}
      {library.items?.length === 0 && !searching && (
        <p className={styles.hint}>
          Nothing is here yet. Fold some nodes into one (<kbd>G</kbd>), then save it (<kbd>L</kbd>): from then on it is
          here, in every graph, and tells when there is a newer version.
        </p>
      )}
      {outdated > 0 && !searching && (
        <div className={styles.hint}>
          <p>{outdated === 1 ? '1 node in this graph has' : `${outdated} nodes in this graph have`} a newer version.</p>
          <Button small onClick={() => openDialog('library-updates')}>
            See what is new
          </Button>
        </div>
      )}
    </>
  );
}
