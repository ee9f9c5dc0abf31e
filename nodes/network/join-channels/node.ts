import { addOperation, defineNode, mergeOperations, network, port, z } from '@/graph';
import { imageStemOf } from '../image-wiring';

export const joinChannels = defineNode({
  type: 'network.join-channels',
  version: 1,
  phase: 'train',
  title: 'Join channels',
  summary: 'Puts two images of features on top of each other: the skip connection of a U-Net.',
  keywords: ['skip connection', 'concatenate', 'concat', 'u-net', 'stack', 'merge', 'image'],
  inputs: {
    network: port(network, { title: 'Network' }),
    branch: port(network, { title: 'Branch' }),
  },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  extend: ({ network: facts, branch }, _params, around) => {
    const main = imageStemOf(facts, 'network', around);
    const side = imageStemOf(branch, 'branch', around);
    if (!main || !side) return {};
    const [whole, found] = [around.sourceOf('network'), around.sourceOf('branch')];
    const { height, width } = main;
    if (side.height !== height || side.width !== width)
      around.refuse('branch', {
        code: 'join.size',
        title: `${found} is ${side.height} × ${side.width} pixels large and ${whole} ${height} × ${width}.`,
        detail: 'Only images of one size can be put on top of each other.',
        fix: `Halve or double one of them, or take the branch from where the image is ${height} × ${width}.`,
      });
    if (JSON.stringify(main.network.examples) !== JSON.stringify(side.network.examples))
      around.refuse('branch', {
        code: 'join.other-input',
        title: `${found} does not begin at the same input as ${whole}.`,
        fix: 'Lead the branch off from a wire of the same network.',
      });
    const channels = main.channels + side.channels;
    return {
      network: {
        ...facts,
        network: addOperation(
          { ...main.network, operations: mergeOperations(main.network, side.network) },
          {
            layer: 'join-channels',
            params: {},
            inputs: [main.network.output, side.network.output],
            shape: ['B', height, width, channels],
            parameters: [],
            flops: 0,
          },
        ),
      },
    };
  },
});
