import { useSyncExternalStore } from 'react';

/** The screens on which the editor shows sheets, and those that are touched: neither has a right button or a key for help at hand. */
const TOUCH = '(pointer: coarse), (max-width: 760px)';

/** Whether help speaks of tapping instead of double-clicks and keys. */
export function useTouch(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(TOUCH);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(TOUCH).matches,
    () => false,
  );
}
