const CAPS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Shift: '⇧',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  Equal: '+',
  Minus: '−',
  '?': '?',
};

/** `$mod+Shift+z` as the caps of this computer's keyboard: `⌘ ⇧ Z`, `Ctrl ⇧ Z`. */
export function keyCaps(keys: string): readonly string[] {
  const mac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
  return keys.split('+').map((key) => (key === '$mod' ? (mac ? '⌘' : 'Ctrl') : (CAPS[key] ?? key.toUpperCase())));
}
