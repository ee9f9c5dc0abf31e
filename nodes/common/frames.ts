import type { ExtendContext, Facts, Shape } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { requireSameShape } from './latent-wiring';

/** How many frames clips have whose single frames are of this shape; null where they are not made of such. */
export const framesIn = <Size>(clip: readonly Size[], frame: readonly unknown[]): Size | null =>
  clip.length === frame.length + 1 ? (clip[0] ?? null) : null;

/** The frames of clips as items of their own, one clip after the other, each with what is said of its clip. Items of the frame’s own shape stay as they are. */
export function inFrames<Items extends Arrays>(items: Items, frame: readonly number[]): Items {
  const frames = framesIn(items.shape, frame);
  if (frames === null) return items;
  const count = items.count * frames;
  const { labels, captions } = items;
  const clipOf = (at: number) => Math.floor(at / frames);
  return {
    ...items,
    shape: items.shape.slice(1),
    count,
    ...(labels && { labels: Int32Array.from({ length: count }, (_, at) => labels[clipOf(at)] ?? 0) }),
    ...(captions && { captions: Array.from({ length: count }, (_, at) => captions[clipOf(at)] ?? '') }),
  };
}

/** The shape of what a network makes of clips frame by frame, or of single items: `made` is that of one. */
export const framesLike = <Size>(given: readonly Size[], one: readonly unknown[], made: readonly Size[]): Size[] => {
  const frames = framesIn(given, one);
  return frames === null ? [...made] : [frames, ...made];
};

/** Refuses what is neither of the shape that a model knows nor clips whose frames are; gives the shape of what it makes of them. */
export function requireSameFrames(
  port: string,
  given: Facts | undefined,
  known: Shape | undefined,
  made: Shape | undefined,
  around: Pick<ExtendContext, 'unify' | 'sourceOf'>,
): Shape | undefined {
  const shape = given?.exampleShape;
  if (!shape || !known || !made) return made;
  const frames = framesIn(shape, known);
  requireSameShape(port, port, frames === null ? shape : shape.slice(1), known, around);
  return framesLike(shape, known, made);
}
