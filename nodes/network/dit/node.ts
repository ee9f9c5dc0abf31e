import { defineNode, network, z } from '@/graph';
import { addCaptionReading } from '../caption-wiring';
import { headsField, hiddenField } from '../fields';
import { imageStemOf } from '../image-wiring';
import { depthField, patchField, tokenWidthField } from '../patch-fields';
import { addDitBlock, addPatchify, addUnpatchify } from '../patch-wiring';
import { headSizes } from '../wiring';

export const params = z.object({
  patch: patchField.default(2),
  width: tokenWidthField,
  depth: depthField,
  heads: headsField,
  hidden: hiddenField,
  captions: z.boolean().default(true).meta({
    label: 'Looks at the caption',
    advanced: true,
  }),
});

export const dit = defineNode({
  type: 'network.dit',
  version: 1,
  phase: 'train',
  title: 'DiT',
  summary:
    'A diffusion transformer, whole: cuts a noisy image into patches, lets them look at each other, and ends in an image.',
  keywords: [
    'diffusion transformer',
    'denoiser',
    'latent diffusion',
    'adaln-zero',
    'vision transformer',
    'patches',
    'caption',
    'text to image',
    'pixart',
  ],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'last',
  subtitle: ({ patch, width, depth }) => `${depth} blocks · ${width} wide · patches of ${patch} × ${patch}`,
  extend: ({ network: facts }, { depth, captions, ...params }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    let tokens = addPatchify(stem, { ...params, positions: 'sinusoidal' }, 'network', around);
    headSizes(params.width, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    const looks = captions && stem.network.examples?.captions;
    for (let block = 0; block < depth; block++) {
      if (looks) tokens = addCaptionReading(tokens, params, 'network', around);
      tokens = addDitBlock(tokens, params, 'network', around);
    }
    return { network: { ...facts, network: addUnpatchify(tokens, facts) } };
  },
});
