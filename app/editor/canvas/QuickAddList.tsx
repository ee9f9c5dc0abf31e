'use client';
import { useReactFlow } from '@xyflow/react';
import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { fittingNodes } from '@/graph';
import { catalogue } from '@/nodes';
import { addNode, connect, showNode } from '../commands/building';
import { matchScore } from '../commands/match';
import { type QuickAdd, useConnecting } from './connecting-store';
import styles from './QuickAddList.module.css';

/** A new node where the pointer is. At the open end of a wire only what fits is offered, and it is connected at once. */
export default function QuickAddList({ quickAdd }: { readonly quickAdd: QuickAdd }) {
  const close = useConnecting((state) => state.closeQuickAdd);
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor style={{ position: 'fixed', left: quickAdd.screen.x, top: quickAdd.screen.y }} />
      <Popover.Portal>
        <Popover.Content
          className={styles.list}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={quickAdd.from ? 'Nodes that fit' : 'Add a node'}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Choices quickAdd={quickAdd} close={close} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ quickAdd, close }: { readonly quickAdd: QuickAdd; readonly close: () => void }) {
  const { from } = quickAdd;
  const flow = useReactFlow();
  const choices = from
    ? fittingNodes(catalogue, from)
    : [...catalogue.values()].map((contract) => ({ contract, port: null }));
  const choose = (type: string, port: string | null) => {
    close();
    const added = addNode(type, placeFor(type, quickAdd));
    if (!added) return;
    showNode(flow, added);
    if (!from || port === null) return;
    const open = { node: from.node, port: from.port };
    const other = { node: added, port };
    connect(from.direction === 'output' ? { from: open, to: other } : { from: other, to: open });
  };
  return (
    <Command label={from ? 'Search nodes that fit' : 'Search nodes to add'} filter={matchScore} loop>
      <Command.Input
        className={styles.search}
        placeholder={
          from ? (from.direction === 'output' ? 'What comes next?' : 'Where does it come from?') : 'Add a node'
        }
      />
      <Command.List className={styles.choices}>
        <Command.Empty className={styles.none}>Nothing that fits is called that.</Command.Empty>
        {choices.map(({ contract, port }) => (
          <Command.Item
            key={contract.type}
            value={`${contract.title} ${contract.type}`}
            keywords={[contract.summary, ...(contract.keywords ?? [])]}
            className={styles.choice}
            data-phase={contract.phase}
            onSelect={() => choose(contract.type, port)}
          >
            <i />
            <span>
              {contract.title}
              <small>{contract.summary}</small>
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

const WIDTH = 208;

/** Where a new node stands, so that the port that the wire ends at is near the pointer. */
function placeFor(type: string, { from, position: { x, y } }: QuickAdd) {
  if (from?.kind.name === 'network' && catalogue.get(type)?.vertical) return { x: x - WIDTH / 2, y };
  return { x: from?.direction === 'input' ? x - WIDTH : x, y: y - 20 };
}
