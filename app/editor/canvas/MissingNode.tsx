import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { catalogue } from '@/app/catalogue';
import type { GraphNode } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './GraphNodeCard.module.css';
import dot from './PortDot.module.css';
import { type WiredPort, wiredPorts } from './wired-ports';

/** A node whose type this Genloom does not know: kept as it is, with a port for each wire that it has, so that these are seen. */
export function MissingNode({ node, selected }: { readonly node: GraphNode; readonly selected: boolean }) {
  const { id } = node;
  const document = useEditor((state) => state.document);
  const { inputs, outputs } = useMemo(() => wiredPorts(document, catalogue, id), [document, id]);
  const names = JSON.stringify([inputs, outputs].map((ports) => ports.map(({ name }) => name)));
  const tellFlow = useUpdateNodeInternals();
  // biome-ignore lint/correctness/useExhaustiveDependencies: React Flow looks at the ports of a node again only when it is told that they are others
  useEffect(() => tellFlow(id), [tellFlow, id, names]);
  const rows = Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, row) => [inputs[row], outputs[row]]);
  return (
    <article
      className={`${styles.card} ${styles.missing} ${selected ? styles.selected : ''}`}
      aria-label={`${node.title ?? node.type}, unknown node`}
    >
      <header className={styles.head}>
        <span className={styles.title}>{node.title ?? node.type}</span>
      </header>
      {rows.length > 0 && (
        <div className={styles.ports}>
          {rows.map(([input, output]) => (
            <div className={styles.row} key={`${input?.name ?? ''}/${output?.name ?? ''}`}>
              <span>{input && <MissingPort port={input} side="input" />}</span>
              <span>{output && <MissingPort port={output} side="output" />}</span>
            </div>
          ))}
        </div>
      )}
      <p className={styles.message}>This Genloom does not know this node. It is kept as it is.</p>
    </article>
  );
}

/** A port known only by its wires: nothing new can be wired to it, since nobody can say what it takes. */
function MissingPort({
  port: { name, family },
  side,
}: {
  readonly port: WiredPort;
  readonly side: 'input' | 'output';
}) {
  return (
    <>
      {side === 'output' && <span className={styles.port}>{name.toLowerCase()}</span>}
      <Handle
        type={side === 'input' ? 'target' : 'source'}
        id={name}
        position={side === 'input' ? Position.Left : Position.Right}
        className={`${dot.dot} ${dot[family]}`}
        isConnectable={false}
        role="img"
        aria-label={`${side} ${name} of an unknown node`}
      />
      {side === 'input' && <span className={styles.port}>{name.toLowerCase()}</span>}
    </>
  );
}
