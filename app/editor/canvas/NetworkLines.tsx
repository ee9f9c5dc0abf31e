import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../state/editor-store';
import styles from './GraphNodeCard.module.css';
import { networkLine } from './network-line';

/** Under a network block: the shape it gives, its parameters, its work. */
export const NetworkLines = memo(function NetworkLines({ id }: { readonly id: string }) {
  const outputs = useEditor(({ checked }) => checked.facts.get(id));
  const before = useEditor(
    useShallow(({ document, checked }) =>
      document.wires.flatMap(({ from, to }) => {
        const facts = to.node === id ? checked.facts.get(from.node)?.[from.port] : undefined;
        return facts ? [facts] : [];
      }),
    ),
  );
  const line = networkLine(outputs, before);
  if (!line) return null;
  return (
    <p className={styles.network}>
      <code>{line.shape}</code> {line.parameters}
      {line.flops && <small>{line.flops}</small>}
    </p>
  );
});
