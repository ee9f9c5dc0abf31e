import type { View } from '@/graph';

/** What a viewer of one kind of view is given. */
export interface ViewerProps<Name extends View['view']> {
  readonly view: Extract<View, { view: Name }>;
  /** With room, or inside a node. */
  readonly large: boolean;
}

/** `1,115,394`, `2.61`, `0.0042`: no more digits than a number deserves. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size >= 100) return value.toFixed(1);
  if (size >= 0.1) return value.toFixed(2);
  return size >= 0.001 ? value.toFixed(4) : value.toExponential(1);
}

/** `62 %`, `0.4 %`. */
export const percent = (share: number): string =>
  `${share >= 0.0995 ? Math.round(share * 100) : (share * 100).toFixed(1)} %`;

/** A token's piece with what cannot be seen made visible. */
export const visible = (piece: string): string =>
  piece.replaceAll(' ', '␣').replaceAll('\n', '⏎').replaceAll('\t', '⇥');
