import { type RefObject, useRef, useState } from 'react';

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

/** What is on its way: whether it still is wanted, and how it is given up. */
interface Coming {
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

let typed = NOTHING;
let coming: Coming | null = null;

function hear(event: KeyboardEvent): void {
  // It was closed before it came.
  if (!coming?.isOpen()) {
    take();
    return;
  }
  const more = typing(typed, event);
  if (event.key === 'Escape') coming.close();
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
  coming = null;
  return caught;
}

/** From the moment that something with a search box is asked for until it stands there: what is typed is kept for it, and is no shortcut. */
export function catchTyping(wanted: Coming): void {
  take();
  coming = wanted;
  window.addEventListener('keydown', hear, { capture: true });
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
