import type { Examples } from './kinds';

/** What a picture of examples is drawn from. */
export type ExamplesShown = Pick<Examples, 'shape' | 'count' | 'data'> & {
  readonly labels?: Int32Array | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly captions?: readonly string[] | undefined;
};

/** What stands under each: its caption, or else its class. */
export function captionsOf({
  labels,
  classes,
  captions,
}: Pick<ExamplesShown, 'labels' | 'classes' | 'captions'>): ((at: number) => string) | undefined {
  if (captions) return (at) => captions[at] || '–';
  return labels && classes && ((at) => classes[labels[at] ?? -1] ?? '–');
}
