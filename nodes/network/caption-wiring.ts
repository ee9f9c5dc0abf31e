import { addOperation, type CaptionInput, type ExtendContext, type Facts, type Network } from '@/graph';
import { HOW_TO_CAPTION } from '../common/no-captions';
import type { ExampleStem } from './example-wiring';
import { describeCrossAttention } from './patch-parameters';
import type { PatchStem } from './patch-wiring';
import { headSizes } from './wiring';

/** What a network is told of captions, of the examples on the port `examples`. Refuses those without any. */
export function captionsTold(
  given: Facts | undefined,
  sizes: CaptionInput,
  { refuse }: Pick<ExtendContext, 'refuse'>,
): CaptionInput {
  if (given?.captioned) return sizes;
  return refuse('examples', {
    code: 'network.no-captions',
    title: 'These examples have no captions.',
    fix: `${HOW_TO_CAPTION} Or turn off “Told the caption”.`,
    set: { param: 'captions', value: false },
  });
}

/** Attention to the words of the caption, on top of images or patches of them. Refuses networks that are told none, and rows of numbers. */
export function addCrossAttention(
  { network, shape }: ExampleStem,
  { heads }: { readonly heads: number },
  port: string,
  around: ExtendContext,
): Network {
  const told = network.examples?.captions;
  if (!told)
    return around.refuse(port, {
      code: 'network.told-no-caption',
      title: 'This block looks at the words of a caption, and the network is told none.',
      fix: 'Turn on “Told the caption” in its “Example input”.',
    });
  if (shape.length < 2)
    return around.refuse(port, {
      code: 'network.no-places',
      title: 'This works on images or on patches of them, and what comes in is a row of numbers.',
      fix: 'Put it between convolutions, or after “Patchify”.',
    });
  const width = shape.at(-1) ?? 0;
  const places = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  headSizes(width, { heads, keyValueHeads: null, positions: 'none' }, port, around);
  const sizes = { width, heads, ...told };
  return addOperation(network, {
    layer: 'cross-attention',
    params: { ...sizes },
    inputs: [network.output, 'caption'],
    shape: network.shape,
    ...describeCrossAttention(sizes, places),
  });
}

/** As `addCrossAttention`, between blocks over patches. */
export const addCaptionReading = (
  tokens: PatchStem,
  params: { readonly heads: number },
  port: string,
  around: ExtendContext,
): PatchStem => ({
  ...tokens,
  network: addCrossAttention({ ...tokens, shape: [tokens.places, tokens.tokenWidth] }, params, port, around),
});

/** Whether any block of a network looks at the caption that it is told, or hears it as a whole. */
export const readsCaption = ({ operations }: Network): boolean =>
  operations.some(({ inputs }) => inputs.includes('caption'));
