import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { GraphNode } from '@/graph';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import styles from './GroupBox.module.css';
import { networkTotal } from './network-line';

/** The frame around a group of nodes; dragging its title moves them all, a double-click renames it. */
export const GroupBox = memo(function GroupBox({ id }: NodeProps) {
  const group = useEditor(({ document }) => document.groups.find((one) => `group:${one.id}` === id));
  const total = useEditor(({ document, checked }) => {
    const last = group?.nodes.find((node) => typeOf(document.nodes, node)?.vertical === 'last');
    return last ? networkTotal(checked.facts.get(last)?.network) : null;
  });
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
      {total && <span className={styles.total}>{total}</span>}
    </section>
  );
});

const typeOf = (nodes: readonly GraphNode[], id: string) => catalogue.get(nodeById(nodes, id)?.type ?? '');
