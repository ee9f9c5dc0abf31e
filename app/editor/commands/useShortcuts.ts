import { useReactFlow } from '@xyflow/react';
import { useLayoutEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { ACTIONS } from './actions';
import { bindClipboard } from './clipboard';
import { openDialog, useDialog } from './dialog-store';

/** Binds every action's keys. While something is being typed, or a dialog or a menu is open, keys belong there. */
export function useShortcuts({ findNode }: { readonly findNode: () => void }): void {
  const flow = useReactFlow();
  // With the page, not a moment after it: what is pressed at once counts.
  useLayoutEffect(() => {
    // Before React Flow, which would unselect a node that has the focus.
    const early: Record<string, (event: KeyboardEvent) => void> = {};
    const bindings: Record<string, (event: KeyboardEvent) => void> = {
      '/': (event) => guarded(event, findNode),
      '$mod+k': (event) => {
        event.preventDefault();
        openDialog('commands');
      },
    };
    for (const action of ACTIONS)
      for (const key of action.native ? [] : (action.keys ?? []))
        (key.includes('Enter') ? early : bindings)[key] = (event) =>
          guarded(event, () => void action.run(flow, event), key.includes('Enter') && key.includes('$mod'));
    const unbindEarly = tinykeys(window, early, { capture: true });
    const unbindKeys = tinykeys(window, bindings);
    const unbindClipboard = bindClipboard((event) => isElsewhere(event.target));
    return () => {
      unbindEarly();
      unbindKeys();
      unbindClipboard();
    };
  }, [flow, findNode]);
}

/** `evenTyping`: running works from inside a text field, too. */
function guarded(event: KeyboardEvent, act: () => void, evenTyping = false): void {
  if (event.defaultPrevented && !isArrow(event)) return;
  if (isElsewhere(event.target) && !(evenTyping && useDialog.getState().open === null)) return;
  if (ownsKey(event)) return;
  event.preventDefault();
  if (event.key === 'Enter') event.stopPropagation();
  act();
}

/** Whether what happens belongs to a dialog, a menu, or a text that is being typed. */
function isElsewhere(target: EventTarget | null): boolean {
  if (useDialog.getState().open !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select') || target.closest(ELSEWHERE) !== null;
}
const ELSEWHERE = '[role="menu"], [role="dialog"], [role="listbox"]';

/** Buttons are pressed with Enter; sliders, tabs and choices are moved with the arrow keys. */
function ownsKey({ target, key, metaKey, ctrlKey, shiftKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLButtonElement && key === 'Enter' && !metaKey && !ctrlKey && !shiftKey) return true;
  return key.startsWith('Arrow') && target !== document.body && target.closest('.react-flow') === null;
}

/** React Flow keeps the page from scrolling when it moves a node by its own measure; the document says where it goes. */
const isArrow = ({ key }: KeyboardEvent) => key.startsWith('Arrow');
