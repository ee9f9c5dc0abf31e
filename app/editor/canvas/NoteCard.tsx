import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useState } from 'react';
import { useEditor } from '../state/editor-store';
import styles from './NoteCard.module.css';

/** A note on the canvas: double-click, or Enter, to write. */
export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps) {
  const note = useEditor(({ document }) => document.notes.find((one) => one.id === id));
  const edit = useEditor((state) => state.edit);
  const [writing, setWriting] = useState(false);
  if (!note) return null;
  const { text, position, size } = note;
  const before = { text, position, size };
  const finish = (after: string) => {
    setWriting(false);
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
          className={`${styles.text} nodrag nowheel`}
          defaultValue={text}
          aria-label="Text of the note"
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to write here
          autoFocus
          onBlur={(event) => finish(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') finish(event.currentTarget.value);
            event.stopPropagation();
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.text}
          onDoubleClick={() => setWriting(true)}
          onKeyDown={(event) => event.key === 'Enter' && setWriting(true)}
        >
          {text || 'Double-click to write a note'}
        </button>
      )}
    </article>
  );
});
