import { defineNode, network, z } from '@/graph';
import { dropoutField, headsField, hiddenField } from '../fields';
import { imageStemOf } from '../image-wiring';
import { depthField, overlapField, patchField, patchPositionsField, tokenWidthField } from '../patch-fields';
import { addPatchify, addPatchMean, addVitBlock } from '../patch-wiring';
import { headSizes } from '../wiring';

export const params = z.object({
  patch: patchField,
  width: tokenWidthField,
  depth: depthField.default(3),
  heads: headsField,
  positions: patchPositionsField,
  overlap: overlapField,
  hidden: hiddenField,
  dropout: dropoutField,
});

export const vitEncoder = defineNode({
  type: 'network.vit-encoder',
  version: 1,
  phase: 'train',
  title: 'ViT encoder',
  summary:
    'A vision transformer: reads an image as a row of patches and sums it up in a few numbers, for encoders and critics.',
  keywords: [
    'vision transformer',
    'classifier',
    'critic',
    'vae',
    'encoder',
    'patches',
    'features',
    'attention',
    'ast',
    'audio spectrogram transformer',
    'sound',
  ],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'between',
  subtitle: ({ patch, width, depth }) => `${depth} blocks · ${width} wide · patches of ${patch} × ${patch}`,
  extend: ({ network: facts }, { depth, ...params }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { width } = params;
    let tokens = addPatchify(stem, params, 'network', around);
    headSizes(width, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    for (let block = 0; block < depth; block++) tokens = addVitBlock(tokens, params);
    return { network: { ...facts, network: addPatchMean(tokens) } };
  },
});
