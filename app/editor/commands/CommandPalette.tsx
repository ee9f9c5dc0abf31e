'use client';
import { useReactFlow } from '@xyflow/react';
import { Command } from 'cmdk';
import { useEffect } from 'react';
import { catalogue } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import { titleOf } from '@/graph';
import { insertItem } from '../library/insert';
import { useLibrary } from '../library/library-store';
import { useEditor } from '../state/editor-store';
import { ACTIONS } from './actions';
import { addNodeInSight } from './building';
import styles from './CommandPalette.module.css';
import { closeDialog } from './dialog-store';
import { keyCaps } from './key-caps';
import { matchScore } from './match';
import { useSearchBox } from './typed-ahead';

/** Everything there is to do, to add and to go to, found by a few letters. */
export default function CommandPalette() {
  const flow = useReactFlow();
  const searchBox = useSearchBox();
  const nodes = useEditor((state) => state.document.nodes);
  const items = useLibrary((state) => state.items) ?? [];
  useEffect(() => {
    if (useLibrary.getState().items === null) void useLibrary.getState().load();
  }, []);
  const choose = (act: () => void) => {
    closeDialog();
    act();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      label="All commands"
      loop
      filter={matchScore}
      className={styles.palette}
      overlayClassName={styles.overlay}
      contentClassName={styles.content}
    >
      <Command.Input
        {...searchBox}
        placeholder="Type a command, a node, or the name of a node in this graph"
        className={styles.input}
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>Nothing is called that.</Command.Empty>
        {(['Run', 'Edit', 'Arrange', 'View', 'Graph'] as const).map((group) => (
          <Command.Group key={group} heading={group}>
            {ACTIONS.filter((action) => action.group === group).map((action) => (
              <Command.Item
                key={action.id}
                value={`${action.title} ${group}`}
                onSelect={() => choose(() => requestAnimationFrame(() => void action.run(flow)))}
              >
                {action.title}
                <span className={styles.keys}>
                  {action.keys?.[0] && keyCaps(action.keys[0]).map((cap) => <kbd key={cap}>{cap}</kbd>)}
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        <Command.Group heading="Add">
          {[...entries.values()].map((entry) => (
            <Command.Item
              key={entry.type}
              value={`${entry.title} add ${entry.type}`}
              keywords={[...(entry.keywords ?? [])]}
              data-phase={entry.phase}
              onSelect={() => choose(() => void addNodeInSight(flow, entry.type))}
            >
              <i className={styles.hue} /> {entry.title}
              <small>{entry.summary}</small>
            </Command.Item>
          ))}
        </Command.Group>
        {items.length > 0 && (
          <Command.Group heading="Your library">
            {items.map((item) => (
              <Command.Item
                key={item.id}
                value={`${item.name} library ${item.id}`}
                onSelect={() => choose(() => requestAnimationFrame(() => void insertItem(flow, item)))}
              >
                {item.name}
                <small>{item.description}</small>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading="Go to">
          {nodes.slice(0, 300).map((node) => (
            <Command.Item
              key={node.id}
              value={`${titleOf(node, catalogue)} go to ${node.id}`}
              onSelect={() =>
                choose(() => {
                  useEditor.getState().select([node.id]);
                  void flow.fitView({ nodes: [{ id: node.id }], padding: 0.5, maxZoom: 1.3, duration: 180 });
                })
              }
            >
              {titleOf(node, catalogue)}
              <small>{node.id}</small>
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
