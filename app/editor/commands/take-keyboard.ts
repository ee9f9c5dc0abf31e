/**
 * Puts the cursor into a field: at once, or a moment later where the field, or the sheet that it stands in, is only on its way. Where it worked at once it is
 * not done again: by then the keyboard may be wanted elsewhere.
 */
export function takeKeyboard(find: () => HTMLInputElement | null): void {
  if (!select(find())) requestAnimationFrame(() => select(find()));
}

function select(field: HTMLInputElement | null): boolean {
  field?.focus();
  field?.select();
  return field !== null && document.activeElement === field;
}
