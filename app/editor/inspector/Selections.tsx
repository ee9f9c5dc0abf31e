import { AlignHorizontalJustifyStart, AlignVerticalJustifyStart, Group, Trash2 } from 'lucide-react';
import { Button } from '@/app/ui/Button';
import { type GraphNode, groupEdit, moveEdit, removeEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './inspector.module.css';

/** What can be done with several nodes at once. */
export function SeveralSelected({ nodes }: { readonly nodes: readonly GraphNode[] }) {
  const edit = useEditor((state) => state.edit);
  const current = () => useEditor.getState().document;
  const ids = nodes.map((node) => node.id);
  const align = (axis: 'x' | 'y') => {
    const least = Math.min(...nodes.map((node) => node.position[axis]));
    edit(moveEdit(current(), new Map(nodes.map((node) => [node.id, { ...node.position, [axis]: least }]))));
  };
  return (
    <section className={styles.inspector} aria-label="Inspector: several nodes">
      <header className={styles.head}>
        <h2>{nodes.length} nodes</h2>
        <p>Move, align, group or copy them together.</p>
      </header>
      <div className={styles.stack}>
        <Button onClick={() => align('x')}>
          <AlignHorizontalJustifyStart size={14} aria-hidden /> Align left
        </Button>
        <Button onClick={() => align('y')}>
          <AlignVerticalJustifyStart size={14} aria-hidden /> Align top
        </Button>
        <Button onClick={() => edit(groupEdit(current(), ids, 'Group'))}>
          <Group size={14} aria-hidden /> Group
        </Button>
        <Button look="danger" onClick={() => edit(removeEdit(current(), { nodes: ids }))}>
          <Trash2 size={14} aria-hidden /> Delete
        </Button>
      </div>
    </section>
  );
}

/** With nothing selected the graph itself is described. */
export function NothingSelected() {
  const document = useEditor((state) => state.document);
  const edit = useEditor((state) => state.edit);
  const { name, description } = document;
  return (
    <section className={styles.inspector} aria-label="Inspector: graph">
      <header className={styles.head}>
        <h2>{name}</h2>
        <p className="num">
          {document.nodes.length} {document.nodes.length === 1 ? 'node' : 'nodes'}, {document.wires.length}{' '}
          {document.wires.length === 1 ? 'wire' : 'wires'}
        </p>
      </header>
      <div className={styles.content}>
        <div className={styles.field}>
          <div className={styles.label}>
            <label htmlFor="graph-description">Description</label>
          </div>
          <textarea
            id="graph-description"
            className={styles.input}
            rows={5}
            maxLength={20_000}
            value={description}
            placeholder="What is this graph for?"
            onChange={(event) =>
              edit(
                { op: 'set-document', before: { name, description }, after: { name, description: event.target.value } },
                'description',
              )
            }
          />
        </div>
        <p className={styles.help}>
          Select a node to see its settings, its result and what it does. Drag from one port to another to connect; let
          a wire go in the open to see what fits.
        </p>
      </div>
    </section>
  );
}
