'use client';
import { Command } from 'cmdk';
import { catalogue, contractFor } from '@/app/catalogue';
import { connectEdit, portOf, type WireEnd } from '@/graph';
import { useTitles } from '../panel/titles';
import { useEditor } from '../state/editor-store';
import { wouldConnect } from '../state/would-connect';
import styles from './CommandPalette.module.css';
import { closeDialog } from './dialog-store';
import { useSearchBox } from './typed-ahead';

interface PossibleWire {
  readonly from: WireEnd;
  readonly to: WireEnd;
  /** The input has a wire already, which would be replaced. */
  readonly replaces: boolean;
  readonly kind: string;
}

/** Every wire that may join the selected nodes with the rest of the graph: wires without a mouse. */
export default function ConnectDialog() {
  const document = useEditor((state) => state.document);
  const selection = useEditor((state) => state.selection);
  const titleOf = useTitles();
  const searchBox = useSearchBox();
  const wires = possibleWires(document.nodes.filter((node) => selection.has(node.id)).map((node) => node.id));
  const draw = ({ from, to }: PossibleWire) => {
    const { edit, document: current } = useEditor.getState();
    const drawn = connectEdit(current, from, to, catalogue);
    if (drawn) edit(drawn);
    closeDialog();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      label="Connect"
      className={styles.palette}
      overlayClassName={styles.overlay}
      contentClassName={styles.content}
      loop
    >
      <Command.Input {...searchBox} placeholder="Connect with …" className={styles.input} />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>Nothing in this graph fits the ports of this node.</Command.Empty>
        {wires.map((wire) => {
          const { from, to, replaces, kind } = wire;
          const name = `${titleOf(from.node)} ${portTitle(from, 'outputs')} → ${titleOf(to.node)} ${portTitle(to, 'inputs')}`;
          return (
            <Command.Item
              key={`${from.node}.${from.port} ${to.node}.${to.port}`}
              value={`${name} ${from.node} ${to.node}`}
              onSelect={() => draw(wire)}
            >
              {name}
              <small>{replaces ? `${kind}, instead of the wire that is there` : kind}</small>
            </Command.Item>
          );
        })}
      </Command.List>
    </Command.Dialog>
  );
}

function possibleWires(chosen: readonly string[]): readonly PossibleWire[] {
  const { document } = useEditor.getState();
  const taken = new Set(document.wires.map(({ to }) => `${to.node}\n${to.port}`));
  const there = new Set(document.wires.map(({ from, to }) => `${from.node}\n${from.port}\n${to.node}\n${to.port}`));
  const wires: PossibleWire[] = [];
  for (const source of document.nodes)
    for (const target of document.nodes) {
      if (!chosen.includes(source.id) && !chosen.includes(target.id)) continue;
      for (const [output, declared] of Object.entries(contractFor(source)?.outputs ?? {}))
        for (const input of Object.keys(contractFor(target)?.inputs ?? {})) {
          const from = { node: source.id, port: output };
          const to = { node: target.id, port: input };
          if (there.has(`${from.node}\n${from.port}\n${to.node}\n${to.port}`)) continue;
          if (!wouldConnect(document, from, to).fits) continue;
          const replaces = taken.has(`${to.node}\n${to.port}`);
          wires.push({ from, to, replaces, kind: portOf(declared).kind.phrase });
        }
    }
  return wires.sort((a, b) => Number(a.replaces) - Number(b.replaces));
}

function portTitle(end: WireEnd, side: 'inputs' | 'outputs'): string {
  const node = useEditor.getState().document.nodes.find((one) => one.id === end.node);
  const declared = contractFor(node)?.[side][end.port];
  return ((declared && portOf(declared).title) ?? end.port).toLowerCase();
}
