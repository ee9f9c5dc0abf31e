import { type ExtendContext, type Facts, formatShape, isGrid, type Shape } from '@/graph';
import { captionsLike } from './example-facts';

/** What is known of solids that are the same ones in another form: their classes and captions. */
export const sameSolids = (known: Facts | undefined): Pick<Facts, 'classes' | 'captioned'> => ({
  ...(known?.classes && { classes: known.classes }),
  ...captionsLike(known),
});

/** What to say of examples that are no grids. */
export const noGrid = (shape: Shape) => ({
  code: 'solids.no-grid',
  title: `These examples have the shape ${formatShape(shape)}, and a grid of a solid has as many cells each way, with one number each, such as [16, 16, 16, 1].`,
  fix: 'Connect what “Solids as grids” gives, or what a model that learned from such grids made.',
});

/** Refuses examples that are known to be no grids. */
export function requireGrid(port: string, given: Facts | undefined, { refuse }: Pick<ExtendContext, 'refuse'>): void {
  const { exampleShape: shape } = given ?? {};
  if (shape?.every((size) => typeof size === 'number') && !isGrid(shape)) refuse(port, noGrid(shape));
}
