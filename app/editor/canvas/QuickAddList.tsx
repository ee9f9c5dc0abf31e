import { Popover } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { fittingNodes } from '@/graph';
import { catalogue } from '@/nodes';
import { addNode, connect } from '../commands/building';
import { type QuickAdd, useConnecting } from './connecting-store';
import styles from './QuickAddList.module.css';

/** What may follow where a wire was let go: only what fits, and it is connected at once. */
export function QuickAddList() {
  const quickAdd = useConnecting((state) => state.quickAdd);
  const close = useConnecting((state) => state.closeQuickAdd);
  if (!quickAdd) return null;
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor style={{ position: 'fixed', left: quickAdd.screen.x, top: quickAdd.screen.y }} />
      <Popover.Portal>
        <Popover.Content className={styles.list} align="start" sideOffset={4} aria-label="Nodes that fit">
          <Choices quickAdd={quickAdd} close={close} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ quickAdd, close }: { readonly quickAdd: QuickAdd; readonly close: () => void }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const choices = fittingNodes(catalogue, quickAdd).filter(({ contract }) =>
    [contract.title, contract.summary, ...(contract.keywords ?? [])].some((words) =>
      words.toLowerCase().includes(wanted),
    ),
  );
  const choose = (type: string, port: string) => {
    close();
    const shift = quickAdd.direction === 'output' ? 0 : -208;
    const added = addNode(type, { x: quickAdd.position.x + shift, y: quickAdd.position.y - 20 });
    if (!added) return;
    const open = { node: quickAdd.node, port: quickAdd.port };
    const other = { node: added, port };
    connect(quickAdd.direction === 'output' ? { from: open, to: other } : { from: other, to: open });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const [first] = choices;
    if (event.key === 'Enter' && first) choose(first.contract.type, first.port);
  };
  return (
    <>
      <input
        className={styles.search}
        placeholder="What comes next?"
        aria-label="Search nodes that fit"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul>
        {choices.map(({ contract, port }) => (
          <li key={contract.type}>
            <button
              type="button"
              className={styles.choice}
              data-phase={contract.phase}
              onClick={() => choose(contract.type, port)}
            >
              <i />
              <span>
                {contract.title}
                <small>{contract.summary}</small>
              </span>
            </button>
          </li>
        ))}
        {choices.length === 0 && <li className={styles.none}>Nothing that fits is called that.</li>}
      </ul>
    </>
  );
}
