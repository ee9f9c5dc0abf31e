'use client';
import { useReactFlow } from '@xyflow/react';
import { DropdownMenu } from 'radix-ui';
import { Fragment } from 'react';
import { useTheme } from '@/app/ui/theme';
import menu from '../canvas/CanvasMenu.module.css';
import { actionOf } from '../commands/actions';
import { openDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';

/** With a line between groups. */
const GROUPS = [
  ['undo', 'redo'],
  ['fit', 'layout'],
  ['share', 'app', 'versions', 'history', 'storage', 'connections'],
  ['theme'],
] as const;

interface MoreChoicesProps {
  readonly right: number;
  readonly bottom: number;
  readonly onClose: () => void;
}

/** What the wide header has as buttons, and what is asked for most beside them. No keys: whoever needs this menu has none. */
export default function MoreChoices({ right, bottom, onClose }: MoreChoicesProps) {
  const flow = useReactFlow();
  const titles = useTitles();
  const canUndo = useEditor((state) => state.past.length > 0);
  const canRedo = useEditor((state) => state.future.length > 0);
  const impossible = new Set<string>([...(canUndo ? [] : ['undo']), ...(canRedo ? [] : ['redo'])]);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden style={{ position: 'fixed', left: right, top: bottom }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={`${menu.menu} ${menu.roomy}`}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="More"
          onInteractOutside={(event) => {
            // The button closes what it has opened.
            if (event.target instanceof Element && event.target.closest('[aria-expanded="true"]'))
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {GROUPS.map((ids, group) => (
            <Fragment key={ids[0]}>
              {group > 0 && <DropdownMenu.Separator className={menu.line} />}
              {ids.map((id) => (
                <DropdownMenu.Item
                  key={id}
                  className={menu.item}
                  disabled={impossible.has(id)}
                  // The menu gives the keyboard back first: a dialog wants it.
                  onSelect={() => requestAnimationFrame(() => void actionOf(id).run(flow))}
                >
                  {titles[id] ?? actionOf(id).title}
                </DropdownMenu.Item>
              ))}
            </Fragment>
          ))}
          <DropdownMenu.Item className={menu.item} onSelect={() => requestAnimationFrame(() => openDialog('commands'))}>
            All commands
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function useTitles(): Readonly<Record<string, string>> {
  const theme = useTheme();
  return { theme: theme === 'dark' ? 'Light theme' : 'Dark theme', layout: 'Tidy up', app: 'App' };
}
