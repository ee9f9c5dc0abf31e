import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { ACTIONS } from './actions';
import { openDialog, useDialog } from './dialog-store';

/** Binds every action's keys. While something is being typed, or a dialog is open, keys belong there. */
export function useShortcuts({ findNode }: { readonly findNode: () => void }): void {
  const flow = useReactFlow();
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {
      '/': (event) => guarded(event, findNode),
      '$mod+k': (event) => {
        event.preventDefault();
        openDialog('commands');
      },
    };
    for (const action of ACTIONS)
      for (const key of action.keys ?? [])
        bindings[key] = (event) =>
          guarded(event, () => void action.run(flow), key.includes('Enter') && key.includes('$mod'));
    return tinykeys(window, bindings);
  }, [flow, findNode]);
}

/** `evenTyping`: running works from inside a text field, too. */
function guarded(event: KeyboardEvent, act: () => void, evenTyping = false): void {
  if (useDialog.getState().open !== null) return;
  const target = event.target;
  const typing =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  if (typing && !evenTyping) return;
  const pressing =
    target instanceof HTMLButtonElement && event.key === 'Enter' && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const selectingText = (event.key === 'c' || event.key === 'x') && (getSelection()?.toString() ?? '') !== '';
  if (pressing || selectingText) return;
  event.preventDefault();
  act();
}
