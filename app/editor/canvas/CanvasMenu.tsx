'use client';
import { useReactFlow } from '@xyflow/react';
import { DropdownMenu } from 'radix-ui';
import type { Action } from '../commands/action';
import { actionOf, addNote } from '../commands/actions';
import { quickAddAt } from '../commands/building';
import { keyCaps } from '../commands/key-caps';
import { isPreset, openTitle } from '../commands/open-preset';
import { useEditor } from '../state/editor-store';
import styles from './CanvasMenu.module.css';
import { type CanvasMenuAt, useConnecting } from './connecting-store';

/** What can be done with what was clicked, what is done most first; null draws a line between. */
const ENTRIES: Readonly<Record<CanvasMenuAt['about'], readonly (string | null)[]>> = {
  canvas: ['up', 'paste', 'undo', 'redo', null, 'fit', 'layout', 'select-all'],
  node: [
    'run-here',
    'open',
    null,
    'duplicate',
    'copy',
    'cut',
    null,
    'rename',
    'mute',
    'connect',
    null,
    'fold',
    'unfold',
    'keep',
    'zoom-selection',
    'group',
    'ungroup',
    null,
    'remove',
  ],
  note: ['rename', null, 'cut', 'copy', 'duplicate', null, 'remove'],
  wire: ['remove'],
};

/** The context menu of the canvas; everything in it has a key, too. */
export default function CanvasMenu({ menu }: { readonly menu: CanvasMenuAt }) {
  const flow = useReactFlow();
  const close = useConnecting((state) => state.closeMenu);
  const hints = useHints();
  const inside = useEditor(({ path }) => path.length > 0);
  const { x, y } = menu.screen;
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden style={{ position: 'fixed', left: x, top: y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label="What can be done here"
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {menu.about === 'canvas' && (
            <>
              <Entry title="Add a node here …" onSelect={() => quickAddAt(flow, menu.screen)} />
              <Entry title="Add a note here" onSelect={() => addNote(flow.screenToFlowPosition(menu.screen))} />
              <DropdownMenu.Separator className={styles.line} />
            </>
          )}
          {ENTRIES[menu.about].map((id, index) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed list
            if (id === null) return <DropdownMenu.Separator key={index} className={styles.line} />;
            if ((id === 'open' || id === 'unfold' || id === 'keep') && !hints[id]) return null;
            if (id === 'up' && !inside) return null;
            const action = actionOf(id);
            return (
              <Entry
                key={id}
                title={hints[id] ?? action.title}
                action={action}
                onSelect={() => {
                  close();
                  // The menu gives the keyboard back first: renaming and writing want it.
                  requestAnimationFrame(() => void action.run(flow));
                }}
              />
            );
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Titles that say what will happen to this selection. */
function useHints(): Readonly<Record<string, string>> {
  const { document, selection } = useEditor.getState();
  const chosen = document.nodes.filter((node) => selection.has(node.id));
  const [preset] = chosen.filter(isPreset);
  return {
    'run-here': 'Run to here',
    mute: chosen.every((node) => node.muted) ? 'Take in again (unmute)' : 'Leave out (mute)',
    rename: chosen.length > 0 ? 'Rename' : 'Write',
    connect: chosen.length === 1 ? 'Connect …' : 'Connect',
    // Only where there is something to open.
    ...(chosen.some(({ body }) => body) && { unfold: 'Take apart' }),
    ...(chosen.length === 1 && chosen[0]?.body && { keep: 'Save to library …' }),
    ...(chosen.length === 1 && chosen[0]?.body && { open: 'Open: see what is inside' }),
    ...(chosen.length === 1 && preset && { open: openTitle(preset) }),
  };
}

function Entry({
  title,
  action,
  onSelect,
}: {
  readonly title: string;
  readonly action?: Action;
  readonly onSelect: () => void;
}) {
  const keys = action?.keys?.[0];
  return (
    <DropdownMenu.Item className={styles.item} data-danger={action?.id === 'remove'} onSelect={onSelect}>
      {title}
      {keys && (
        <span className={styles.keys} aria-hidden>
          {keyCaps(keys).join(' ')}
        </span>
      )}
    </DropdownMenu.Item>
  );
}
