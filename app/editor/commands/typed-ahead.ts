import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { closeDialog, useDialog } from './dialog-store';

/** What was typed for a search box that is not there yet; with Enter it is complete. */
export interface Typed {
  readonly text: string;
  readonly entered: boolean;
}
export const NOTHING: Typed = { text: '', entered: false };

/** What a key adds to what was typed, or null where the key is no typing. */
export function typing(
  { text, entered }: Typed,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Typed | null {
  // With AltGr, which some systems tell as Ctrl and Alt, letters are typed.
  if (metaKey || ctrlKey !== altKey) return null;
  if (key === 'Enter') return { text, entered: text !== '' };
  if (entered) return { text, entered };
  if (key === 'Backspace') return { text: [...text].slice(0, -1).join(''), entered };
  return [...key].length === 1 ? { text: text + key, entered } : null;
}

let typed = NOTHING;

function hear(event: KeyboardEvent): void {
  // It was closed before it came.
  if (useDialog.getState().open === null) {
    take();
    return;
  }
  const more = typing(typed, event);
  if (event.key === 'Escape') closeDialog();
  else if (!more) return;
  else typed = more;
  event.preventDefault();
  event.stopPropagation();
}

/** Ends the catching, and hands over what was caught. */
function take(): Typed {
  window.removeEventListener('keydown', hear, { capture: true });
  const caught = typed;
  typed = NOTHING;
  return caught;
}

/** Stands where a dialog with a search box will be: what is typed meanwhile is kept for it. */
export function CatchTyping(): null {
  useLayoutEffect(() => {
    take();
    window.addEventListener('keydown', hear, { capture: true });
  }, []);
  return null;
}

interface SearchBox {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onValueChange: (search: string) => void;
  readonly onFocus: () => void;
}

/** The search box of a dialog, which begins with what was typed while the dialog was on its way. */
export function useSearchBox(): SearchBox {
  const ref = useRef<HTMLInputElement>(null);
  const [value, onValueChange] = useState('');
  const onFocus = () => {
    const { text, entered } = take();
    if (text !== '') onValueChange((before) => before + text);
    // Once what was typed has been searched for.
    if (entered)
      requestAnimationFrame(() =>
        ref.current?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })),
      );
  };
  return { ref, value, onValueChange, onFocus };
}
