import type { Metrics } from './kinds';
import type { ExamplesPicture, HistogramsView, View } from './view';

/** What can be seen of numbers without curves, with a picture of what they are about where there is one. */
export const numbersView = (
  { values, notes }: Pick<Metrics, 'values' | 'notes'>,
  picture?: ExamplesPicture | HistogramsView,
): View => ({
  view: 'numbers',
  items: values.map(({ name, ...rest }) => ({ label: name, ...rest })),
  notes,
  ...(picture && { picture }),
});
