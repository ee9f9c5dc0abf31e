import { addOperation, defineNode, network, z } from '@/graph';
import { dropoutField, headsField, hiddenField } from '../fields';
import { imageStemOf } from '../image-wiring';
import { describeNorm } from '../parameters';
import { depthField, patchField, patchPositionsField, tokenWidthField } from '../patch-fields';
import { addPatchify, addVitBlock } from '../patch-wiring';
import { headSizes } from '../wiring';

export const vitEncoder = defineNode({
  type: 'network.vit-encoder',
  version: 1,
  phase: 'train',
  title: 'ViT encoder',
  summary:
    'A vision transformer: reads an image as a row of patches and sums it up in a few numbers, for encoders and critics.',
  keywords: ['vision transformer', 'classifier', 'critic', 'vae', 'encoder', 'patches', 'features', 'attention'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    patch: patchField,
    width: tokenWidthField,
    depth: depthField.default(3),
    heads: headsField,
    positions: patchPositionsField,
    hidden: hiddenField,
    dropout: dropoutField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ patch, width, depth }) => `${depth} blocks · ${width} wide · patches of ${patch} × ${patch}`,
  extend: ({ network: facts }, { depth, ...params }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { width } = params;
    let tokens = addPatchify(stem, params, 'network', around);
    headSizes(width, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    for (let block = 0; block < depth; block++) tokens = addVitBlock(tokens, params);
    const normal = describeNorm('layer-norm', width, true);
    const normed = addOperation(tokens.network, {
      layer: 'norm',
      params: { kind: 'layer-norm', width, bias: true },
      shape: tokens.network.shape,
      parameters: normal.parameters,
      flops: tokens.places * normal.flops,
    });
    const mean = { layer: 'token-mean', params: {}, shape: ['B', width], parameters: [], flops: tokens.places * width };
    return { network: { ...facts, network: addOperation(normed, mean) } };
  },
});
