import { addOperation, emptyNetwork, type Network } from '@/graph';
import { describeTable } from '../../network/parameters';
import type { ClipImages, ClipText } from './clip-config';
import { addEncoderBlocks, addNorm } from './encoder-architecture';
import { addHead, addPick, squaresOf } from './image-architecture';

/** The network of CLIP’s tower for texts: a decoder’s blocks, and the vector of the token that ends the text, in the space that both share. */
export function networkOfClipText(text: ClipText, joint: number): Network {
  const { vocabulary, context, width, epsilon, end } = text;
  const embedded = addOperation(emptyNetwork(vocabulary), {
    layer: 'token-embedding',
    params: { vocabulary, width },
    shape: ['B', 'T', width],
    ...describeTable(vocabulary, width),
  });
  const placed = addOperation(embedded, {
    layer: 'position-learned',
    params: { context, width },
    shape: embedded.shape,
    ...describeTable(context, width),
    flops: width,
  });
  const read = addEncoderBlocks({ ...placed, context }, text, { normPlace: 'pre', causal: true, tokens: context });
  const normed = addNorm(read, width, epsilon);
  const picked = addOperation(normed, {
    layer: 'pick-token',
    params: end === null ? {} : { end },
    inputs: [normed.output, 'input'],
    shape: ['B', width],
    parameters: [],
    flops: 0,
  });
  return addHead(picked, width, joint, { bias: false });
}

/** The network of its tower for images: a vision transformer with a norm before its blocks, and the class token’s vector in the same space. */
export function networkOfClipImages(images: ClipImages, joint: number): Network {
  const { width, epsilon } = images;
  const { network, places } = squaresOf(images, { bias: false });
  const begun = addNorm(network, width, epsilon);
  const seen = addEncoderBlocks(begun, images, { normPlace: 'pre', causal: false, tokens: places, counted: places });
  return addHead(addNorm(addPick(seen, width), width, epsilon), width, joint, { bias: false });
}
