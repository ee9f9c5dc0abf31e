import { type ExtendContext, type Facts, formatShape, isClip, type Shape } from '@/graph';

/** What to say of examples that are no clips. */
export const noClips = (shape: Shape) => ({
  code: 'clips.no-clips',
  title: `These examples have the shape ${formatShape(shape)}, and a clip has frames, height, width and 1 or 3 colours, such as [8, 16, 16, 3].`,
  fix: 'Connect “Videos”, or what a model that learned from clips made.',
});

/** Refuses examples that are known to be no clips. */
export function requireClips(port: string, given: Facts | undefined, { refuse }: Pick<ExtendContext, 'refuse'>): void {
  const { exampleShape: shape } = given ?? {};
  if (shape?.every((size) => typeof size === 'number') && !isClip(shape)) refuse(port, noClips(shape));
}
