import { addOperation, type ExtendContext, type Facts, type Network } from '@/graph';
import { type ExampleStem, exampleStemOf, toldInputs, wordsKnown } from './example-wiring';
import type { ImageStem } from './image-wiring';
import { describeBlock, describeNorm } from './parameters';
import {
  describeCondition,
  describeDitBlock,
  describePatchify,
  describeUnpatchify,
  describeUntubelets,
  type PatchSizes,
  placesOf,
  type TubeletSizes,
  type UnpatchSizes,
} from './patch-parameters';

/** The network on a port, where patches of images flow in it. */
export interface PatchStem extends ExampleStem {
  readonly places: number;
  readonly tokenWidth: number;
  /** How the images were cut, or the clips, which have frames. */
  readonly cut: Omit<PatchSizes, 'positions' | 'tokenWidth'> & Partial<Pick<TubeletSizes, 'frames' | 'span'>>;
}

/** The network on a port, where rows of numbers flow in it that blocks may compare: patches of an image, or the words of a caption. */
export type RowsStem = Omit<PatchStem, 'cut'>;

/** As `exampleStemOf`, but refuses networks in which neither patches nor words flow. */
export function rowsStemOf(facts: Facts | undefined, port: string, around: ExtendContext): RowsStem | null {
  const stem = exampleStemOf(facts, port, around);
  if (!stem?.network.operations.some(({ layer }) => layer === 'token-embedding'))
    return patchStemOf(facts, port, around);
  const [places = 0, tokenWidth = 0] = stem.shape;
  return stem.shape.length === 2 ? { ...stem, places, tokenWidth } : patchStemOf(facts, port, around);
}

/** As `exampleStemOf`, but refuses networks in which no patches flow. */
export function patchStemOf(facts: Facts | undefined, port: string, around: ExtendContext): PatchStem | null {
  const stem = exampleStemOf(facts, port, around);
  if (!stem) return null;
  const [places = 0, tokenWidth = 0] = stem.shape;
  const cut = stem.network.operations.findLast(({ layer }) => layer === 'patchify' || layer === 'tubelets')?.params;
  if (stem.shape.length !== 2 || !cut)
    return around.refuse(port, {
      code: 'network.no-patches',
      title: 'This works on patches of images, and none come in.',
      fix: 'Put “Patchify” before it, which cuts images into patches, or “Tubelets”, which cuts clips.',
    });
  const of = (name: string) => Number(cut[name]);
  return {
    ...stem,
    places,
    tokenWidth,
    cut: {
      height: of('height'),
      width: of('width'),
      inputs: of('inputs'),
      patch: of('patch'),
      ...(cut.step !== undefined && { step: of('step') }),
      ...(cut.frames !== undefined && { frames: of('frames'), span: of('span') }),
    },
  };
}

/** Images, cut into patches, on top of a network. Refuses images that do not divide, and a width that positions cannot be told in. */
export function addPatchify(
  stem: ImageStem,
  {
    patch,
    width: tokenWidth,
    positions,
    overlap = 'none',
  }: { patch: number; width: number; positions: PatchSizes['positions']; overlap?: 'none' | 'half' },
  port: string,
  { refuse }: ExtendContext,
): PatchStem {
  const { height, width, channels: inputs } = stem;
  if (height % patch !== 0 || width % patch !== 0) {
    const fitting = Array.from({ length: 16 }, (_, index) => index + 1).filter(
      (size) => height % size === 0 && width % size === 0,
    );
    const nearest = fitting.reduce((best, one) => (Math.abs(one - patch) < Math.abs(best - patch) ? one : best), 1);
    refuse(port, {
      code: 'network.patches',
      title: `Images of ${height} × ${width} pixels do not divide into patches of ${patch} × ${patch}.`,
      fix: `Set “Patch” to ${fitting.join(', ')}, or change the size of the images.`,
      set: { param: 'patch', value: nearest },
    });
  }
  requireFours(tokenWidth, positions, port, { refuse });
  if (overlap === 'half' && patch % 2 !== 0)
    refuse(port, {
      code: 'network.odd-patches',
      title: `Patches of ${patch} pixels cannot lie half over each other.`,
      fix: 'Set “Patch” to an even number, or let them lie side by side.',
      set: { param: 'overlap', value: 'none' },
    });
  const step = overlap === 'half' ? { step: patch / 2 } : {};
  const sizes: PatchSizes = { height, width, inputs, patch, ...step, tokenWidth, positions };
  const places = placesOf(sizes);
  const network = addOperation(stem.network, {
    layer: 'patchify',
    params: { ...sizes },
    shape: ['B', places, tokenWidth],
    ...describePatchify(sizes),
  });
  return { ...stem, network, places, tokenWidth, cut: { height, width, inputs, patch, ...step } };
}

/** Rows and columns are told by sines and cosines, each in a quarter of the width. */
function requireFours(
  width: number,
  positions: PatchSizes['positions'],
  port: string,
  { refuse }: Pick<ExtendContext, 'refuse'>,
): void {
  if (positions !== 'sinusoidal' || width % 4 === 0) return;
  const value = 4 * Math.max(1, Math.round(width / 4));
  refuse(port, {
    code: 'network.position-width',
    title: `Positions in rows and columns need a width that divides by 4, and ${width} does not.`,
    fix: `Set “Width” to ${value}.`,
    set: { param: 'width', value },
  });
}

/**
 * The vector of the time, the class and the caption that blocks of this width share: made where the first of them asks, and found by the others.
 * Null where the network is told none of them. Without `mix` it is one dense layer, as residual blocks take it.
 */
export function withCondition(
  network: Network,
  { time, classes }: Pick<ExampleStem, 'time' | 'classes'>,
  width: number,
  { mix }: { readonly mix: boolean } = { mix: true },
): { readonly network: Network; readonly condition: string } | null {
  const told = { time, classes, ...wordsKnown(network) };
  const inputs = toldInputs(told);
  if (inputs.length === 0) return null;
  const found = network.operations.find(
    ({ layer, params }) => layer === 'condition' && params.width === width && (params.mix ?? true) === mix,
  );
  if (found) return { network, condition: found.id };
  const added = addOperation(network, {
    layer: 'condition',
    params: { width, ...told, ...(!mix && { mix }) },
    inputs,
    shape: ['B', width],
    ...describeCondition({ width, ...told, mix }),
  });
  return { network: { ...added, output: network.output, shape: network.shape }, condition: added.output };
}

/** One more block that is told by modulation. Refuses networks that are told nothing. */
export function addDitBlock(
  stem: PatchStem,
  { heads, hidden }: { heads: number; hidden: number },
  port: string,
  { refuse }: ExtendContext,
): PatchStem {
  const { tokenWidth: width, places } = stem;
  const told = withCondition(stem.network, stem, width);
  if (!told)
    return refuse(port, {
      code: 'network.told-nothing',
      title: 'This block is steered by the noise and the class, and the network is told neither.',
      fix: 'Turn on “Told how noisy it is” in its “Example input”, or use “ViT block”.',
    });
  const wide = Math.round(hidden * width);
  const network = addOperation(told.network, {
    layer: 'dit-block',
    params: { width, heads, hidden: wide },
    inputs: [told.network.output, told.condition],
    shape: told.network.shape,
    ...describeDitBlock(width, heads, wide, places),
  });
  return { ...stem, network };
}

/** One more pre-norm block without a mask: the transformer block of language models, with all patches seeing each other. */
export function addVitBlock<Stem extends RowsStem>(
  stem: Stem,
  { heads, hidden, dropout }: { heads: number; hidden: number; dropout: number },
): Stem {
  const { tokenWidth: width, places } = stem;
  const wide = Math.round(hidden * width);
  const sizes = { width, heads, keyValueHeads: heads, bias: true };
  const { parameters, flops } = describeBlock(sizes, 'layer-norm', wide, 'gelu', places);
  const rest = { hidden: wide, activation: 'gelu', norm: 'layer-norm', causal: false, positions: 'none', dropout };
  const network = addOperation(stem.network, {
    layer: 'transformer-block',
    params: { ...sizes, ...rest },
    shape: stem.network.shape,
    parameters,
    flops: places * flops,
  });
  return { ...stem, network };
}

/** What all patches come to: a last norm, and the mean of them. */
export function addPatchMean({ network, places, tokenWidth: width }: RowsStem): Network {
  const normal = describeNorm('layer-norm', width, true);
  const normed = addOperation(network, {
    layer: 'norm',
    params: { kind: 'layer-norm', width, bias: true },
    shape: network.shape,
    parameters: normal.parameters,
    flops: places * normal.flops,
  });
  const mean = { layer: 'token-mean', params: {}, shape: ['B', width], parameters: [], flops: places * width };
  return addOperation(normed, mean);
}

/** Patches put together again, which ends a network: as many channels as an example has. */
export function addUnpatchify(stem: PatchStem, facts: Facts | undefined): Network {
  const { tokenWidth, cut } = stem;
  const wanted = facts?.exampleShape?.at(-1);
  const isLike = facts?.exampleShape?.length === (cut.frames === undefined ? 3 : 4);
  const outputs = isLike && typeof wanted === 'number' ? wanted : cut.inputs;
  const told = withCondition(stem.network, stem, tokenWidth);
  const below = told?.network ?? stem.network;
  const { height, width, patch } = cut;
  const sizes: UnpatchSizes = { height, width, outputs, patch, tokenWidth, norm: true, told: told !== null };
  if (cut.frames !== undefined && cut.span !== undefined) {
    const { frames, span } = cut;
    const all = { ...sizes, frames, span };
    return addOperation(below, {
      layer: 'untubelets',
      params: { ...all, gives: 'example' },
      inputs: [below.output, ...(told ? [told.condition] : [])],
      shape: ['B', frames, height, width, outputs],
      ...describeUntubelets(all),
    });
  }
  return addOperation(below, {
    layer: 'unpatchify',
    params: { ...sizes, gives: 'example' },
    inputs: [below.output, ...(told ? [told.condition] : [])],
    shape: ['B', height, width, outputs],
    ...describeUnpatchify(sizes),
  });
}
