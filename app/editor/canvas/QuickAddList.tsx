'use client';
import { useReactFlow } from '@xyflow/react';
import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { useRef } from 'react';
import { entries } from '@/app/catalogue/entries';
import { fittingNodes, isBoundary } from '@/graph';
import { addNode, connect, freePlace, showNode } from '../commands/building';
import { matchScore } from '../commands/match';
import { useSearchBox } from '../commands/typed-ahead';
import { useEditor } from '../state/editor-store';
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
  const inside = useEditor(({ path }) => path.length > 0);
  const searchBox = useSearchBox();
  const list = useRef<HTMLDivElement>(null);
  const fitting = from ? fittingNodes(entries, from) : [...entries.values()].map((entry) => ({ entry, port: null }));
  // Ports of the graph around come first inside a subgraph, and have no use elsewhere.
  const ports = fitting.filter(({ entry }) => isBoundary(entry));
  const choices = [...(inside ? ports : []), ...fitting.filter(({ entry }) => !isBoundary(entry))];
  const choose = async (type: string, port: string | null) => {
    close();
    // At the end of a wire it stands where it was dropped; else beside nothing that is there.
    const added = await addNode(type, () => {
      const place = placeFor(type, quickAdd);
      return from ? place : freePlace(place, flow.getNodes());
    });
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
        {...searchBox}
        onValueChange={(search) => {
          searchBox.onValueChange(search);
          // What fits best is to be seen, however far the list was scrolled.
          requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }));
        }}
        placeholder={
          from ? (from.direction === 'output' ? 'What comes next?' : 'Where does it come from?') : 'Add a node'
        }
      />
      <Command.List ref={list} className={styles.choices}>
        <Command.Empty className={styles.none}>Nothing that fits is called that.</Command.Empty>
        {choices.map(({ entry, port }) => (
          <Command.Item
            key={entry.type}
            value={`${entry.title} ${entry.type}`}
            keywords={[entry.summary, ...(entry.keywords ?? [])]}
            className={styles.choice}
            data-phase={entry.phase}
            onSelect={() => void choose(entry.type, port)}
          >
            <i />
            <span>
              {entry.title}
              <small>{entry.summary}</small>
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
  if (from?.kind.name === 'network' && entries.get(type)?.vertical) return { x: x - WIDTH / 2, y };
  return { x: from?.direction === 'input' ? x - WIDTH : x, y: y - 20 };
}
