import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { describeExampleHead } from '../../network/parameters';
import { describePatchify, placesOf } from '../../network/patch-parameters';
import { addEncoderBlocks, addNorm } from './encoder-architecture';
import type { ImageEncoder } from './image-config';

/** The network of a vision transformer: squares and a class token, blocks, a last norm; and where it tells classes apart, a score for each by the class token. */
export function networkOfImageEncoder(encoder: ImageEncoder): Network {
  const { width, epsilon, classes } = encoder;
  const { network, places } = squaresOf(encoder, { bias: true });
  const seen = addEncoderBlocks(network, encoder, { normPlace: 'pre', causal: false, tokens: places, counted: places });
  const normed = addNorm(seen, width, epsilon);
  return classes ? addHead(addPick(normed, width), width, classes.length, { gives: 'classes' }) : normed;
}

/** Images cut into squares, behind a class token. */
export function squaresOf(
  { image, patch, width }: Pick<ImageEncoder, 'image' | 'patch' | 'width'>,
  { bias }: { readonly bias: boolean },
): { readonly network: Network; readonly places: number } {
  const shape = [image.height, image.width, image.channels];
  const squares = { height: image.height, width: image.width, patch };
  const places = placesOf(squares) + 1;
  const sizes = {
    ...squares,
    inputs: image.channels,
    tokenWidth: width,
    positions: 'learned',
    classToken: true,
    ...(!bias && { bias }),
  } as const;
  const network = addOperation(emptyExampleNetwork({ shape, time: false, classes: 0 }), {
    layer: 'patchify',
    params: sizes,
    shape: ['B', places, width],
    ...describePatchify(sizes),
  });
  return { network, places };
}

/** The class token's vector stands for the image. */
export const addPick = (network: Network, width: number): Network =>
  addOperation(network, { layer: 'pick-token', params: {}, shape: ['B', width], parameters: [], flops: 0 });

/** A linear map that ends a network: to scores for classes, or into a space that is shared. */
export const addHead = (
  network: Network,
  inputs: number,
  outputs: number,
  { bias = true, gives }: { readonly bias?: boolean; readonly gives?: 'classes' },
): Network =>
  addOperation(network, {
    layer: 'example-head',
    params: { inputs, shape: [outputs], scale: 1, ...(!bias && { bias }), ...(gives && { gives }) },
    shape: ['B', outputs],
    ...describeExampleHead(inputs, [outputs], 0, bias),
  });
