import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useEditor } from '../state/editor-store';
import styles from './GroupBox.module.css';

/** The frame around a group of nodes; dragging its title moves them all, a double-click renames it. */
export const GroupBox = memo(function GroupBox({ id }: NodeProps) {
  const group = useEditor(({ document }) => document.groups.find((one) => `group:${one.id}` === id));
  const edit = useEditor((state) => state.edit);
  const select = useEditor((state) => state.select);
  if (!group) return null;
  const { title, nodes } = group;
  return (
    <section className={styles.group} aria-label={`Group ${title}`}>
      <input
        className={`${styles.title} nodrag`}
        defaultValue={title}
        key={title}
        aria-label="Name of the group"
        size={Math.max(6, title.length)}
        onFocus={() => select(nodes)}
        onBlur={(event) => {
          const renamed = event.currentTarget.value.trim().slice(0, 200);
          if (renamed !== title)
            edit({ op: 'set-group', group: group.id, before: { title, nodes }, after: { title: renamed, nodes } });
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </section>
  );
});
