import { addOperation, type ExtendContext, type Facts } from '@/graph';
import { exampleStemOf } from './example-wiring';
import { describeSpaceTimeBlock, describeTubelets, type TubeletSizes, tubeletsOf } from './patch-parameters';
import { type PatchStem, patchStemOf, withCondition } from './patch-wiring';

/** Clips, cut into tubelets, on top of a network. Refuses what is no clip, clips that do not divide, and a width that positions cannot be told in. */
export function addTubelets(
  facts: Facts | undefined,
  {
    span,
    patch,
    width: tokenWidth,
    positions,
  }: Pick<TubeletSizes, 'span' | 'patch' | 'positions'> & { readonly width: number },
  port: string,
  around: ExtendContext,
): PatchStem | null {
  const stem = exampleStemOf(facts, port, around);
  if (!stem) return null;
  const [frames = 0, height = 0, width = 0, inputs = 0] = stem.shape;
  if (stem.shape.length !== 4)
    return around.refuse(port, {
      code: 'network.no-clips',
      title: `This works on clips, [frames, height, width, colours], and what comes in is [${stem.shape.join(', ')}].`,
      fix: 'Begin with an “Example input” that is given clips. For images there is “Patchify”.',
    });
  if (frames % span !== 0)
    around.refuse(port, {
      code: 'network.tubelets',
      title: `${frames} frames do not divide into tubelets of ${span}.`,
      fix: `Set “Frames” to ${dividers(frames, frames).join(', ')}, or make clips of another length.`,
      set: { param: 'span', value: nearest(dividers(frames, frames), span) },
    });
  if (height % patch !== 0 || width % patch !== 0)
    around.refuse(port, {
      code: 'network.patches',
      title: `Frames of ${height} × ${width} pixels do not divide into patches of ${patch} × ${patch}.`,
      fix: `Set “Patch” to ${dividers(height, width).join(', ')}, or change the size of the clips.`,
      set: { param: 'patch', value: nearest(dividers(height, width), patch) },
    });
  if (positions === 'sinusoidal' && tokenWidth % 8 !== 0) {
    const value = 8 * Math.max(1, Math.round(tokenWidth / 8));
    around.refuse(port, {
      code: 'network.position-width',
      title: `Positions in time, rows and columns need a width that divides by 8, and ${tokenWidth} does not.`,
      fix: `Set “Width” to ${value}.`,
      set: { param: 'width', value },
    });
  }
  const cut = { frames, height, width, inputs, span, patch };
  const places = tubeletsOf(cut);
  const sizes: TubeletSizes = { ...cut, tokenWidth, positions };
  const network = addOperation(stem.network, {
    layer: 'tubelets',
    params: { ...sizes },
    shape: ['B', places, tokenWidth],
    ...describeTubelets(sizes),
  });
  return { ...stem, network, places, tokenWidth, cut };
}

/** What divides both, up to 16. */
const dividers = (one: number, other: number): readonly number[] =>
  Array.from({ length: 16 }, (_, index) => index + 1).filter((size) => one % size === 0 && other % size === 0);

const nearest = (sizes: readonly number[], wanted: number): number =>
  sizes.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best), 1);

/** As `patchStemOf`, but refuses networks in which no tubelets flow. */
export function tubeletStemOf(facts: Facts | undefined, port: string, around: ExtendContext) {
  const stem = patchStemOf(facts, port, around);
  if (!stem) return null;
  const { frames, span } = stem.cut;
  if (frames === undefined || span === undefined)
    return around.refuse(port, {
      code: 'network.no-tubelets',
      title: 'This looks along time, and what comes in are patches of single images.',
      fix: 'Put “Tubelets” in the place of “Patchify”, or use “DiT block”.',
    });
  return { ...stem, times: frames / span };
}

/** One more block whose attention goes within a moment and then along time, told by modulation where the network is told something. */
export function addSpaceTimeBlock(
  stem: PatchStem & { readonly times: number },
  { heads, hidden }: { readonly heads: number; readonly hidden: number },
): PatchStem {
  const { tokenWidth: width, places, times } = stem;
  const told = withCondition(stem.network, stem, width);
  const below = told?.network ?? stem.network;
  const sizes = { width, heads, hidden: Math.round(hidden * width), told: told !== null };
  const network = addOperation(below, {
    layer: 'space-time-block',
    params: { ...sizes, times },
    inputs: [below.output, ...(told ? [told.condition] : [])],
    shape: below.shape,
    ...describeSpaceTimeBlock(sizes, times, places / times),
  });
  return { ...stem, network };
}
