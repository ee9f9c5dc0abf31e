/** How a text is cut into documents. */
export type Separation = 'whole' | 'blank-line' | 'line';

/** The documents of a text; those with nothing but white space are left out. */
export function separate(text: string, by: Separation): string[] {
  if (by === 'whole') return [text];
  return text.split(by === 'line' ? '\n' : /\n[^\S\n]*\n+/).filter((document) => document.trim() !== '');
}
