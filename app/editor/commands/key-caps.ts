const CAPS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Shift: '⇧',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  Equal: '+',
  Minus: '−',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** `$mod+Shift+z` as the caps of this computer's keyboard: `⌘ ⇧ Z`, `Ctrl ⇧ Z`. A question mark needs no ⇧: people look for the sign. */
export function keyCaps(keys: string): readonly string[] {
  const mac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
  const parts = keys === 'Shift+?' ? ['?'] : keys.split('+');
  return parts.map((key) => {
    if (key === '$mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'Alt') return mac ? '⌥' : 'Alt';
    return CAPS[key] ?? key.replace(/^Key/, '').toUpperCase();
  });
}
