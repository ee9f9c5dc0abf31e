import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { useTouch } from '@/app/ui/touch';
import { useView } from '../commands/view-store';
import { useEditor } from '../state/editor-store';
import styles from './NoteCard.module.css';

/** A note on the canvas: double-click it, or press F2, to write. */
export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps) {
  const note = useEditor(({ document }) => document.notes.find((one) => one.id === id));
  const edit = useEditor((state) => state.edit);
  const writing = useView((state) => state.writing === id);
  const write = useView((state) => state.write);
  const touch = useTouch();
  if (!note) return null;
  const { text, position, size } = note;
  const before = { text, position, size };
  const finish = (after: string) => {
    write(null);
    if (after !== text) edit({ op: 'set-note', note: id, before, after: { ...before, text: after.slice(0, 20_000) } });
  };
  return (
    <article className={`${styles.note} ${selected ? styles.selected : ''}`} aria-label="Note">
      <NodeResizer
        isVisible={selected}
        minWidth={120}
        minHeight={60}
        onResizeEnd={(_, { x, y, width, height }) =>
          edit({
            op: 'set-note',
            note: id,
            before,
            after: {
              text,
              position: { x: Math.round(x), y: Math.round(y) },
              size: { width: Math.round(width), height: Math.round(height) },
            },
          })
        }
      />
      {writing ? (
        <textarea
          className={`${styles.text} nodrag nopan nowheel`}
          defaultValue={text}
          aria-label="Text of the note"
          placeholder="What is worth knowing here?"
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to write here
          autoFocus
          onBlur={(event) => finish(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 writes, too
        <div className={styles.text} onDoubleClick={() => write(id)}>
          {text || <em>An empty note. {touch ? 'Tap it, then “Inspector”,' : 'Double-click'} to write.</em>}
        </div>
      )}
    </article>
  );
});
