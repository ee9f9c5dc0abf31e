import { addOperation, defineNode, mergeOperations, network, port, z } from '@/graph';
import { differ } from '../../common/vocabulary';
import { stemOf } from '../wiring';

export const residualAdd = defineNode({
  type: 'network.residual-add',
  version: 1,
  phase: 'train',
  title: 'Residual add',
  summary: 'Adds what a branch found to what went into it, so that nothing is lost on the way.',
  keywords: ['skip connection', 'shortcut', 'sum', 'resnet', 'plus'],
  inputs: {
    network: port(network, { title: 'Network' }),
    branch: port(network, { title: 'Branch' }),
  },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  extend: ({ network: facts, branch }, _params, around) => {
    const main = stemOf(facts, 'network', around);
    const side = stemOf(branch, 'branch', around);
    if (!main || !side) return {};
    const [whole, found] = [around.sourceOf('network'), around.sourceOf('branch')];
    around.unify('branch', main.network.shape, side.network.shape, (width, branchWidth) => ({
      code: 'residual.width',
      title: `${found} is ${branchWidth} wide and ${whole} ${width}.`,
      detail: 'Only vectors of one width can be added, and no block changes the width on the way.',
      fix: `Set the token embedding that ${found} stands on to a width of ${width}, or lead both from one token embedding.`,
    }));
    const root = ({ network: one }: typeof main) => one.operations[0]?.id;
    if (root(main) !== root(side) || differ(facts?.tokenizedBy, branch?.tokenizedBy))
      around.refuse('branch', {
        code: 'residual.other-input',
        title: `${found} does not begin at the same token embedding as ${whole}.`,
        fix: 'Lead the branch off from the wire that goes into “Network”.',
      });
    const limits = [main.network.context, side.network.context].filter((limit) => limit !== null);
    const merged = {
      ...main.network,
      operations: mergeOperations(main.network, side.network),
      context: limits.length > 0 ? Math.min(...limits) : null,
    };
    return {
      network: {
        ...facts,
        network: addOperation(merged, {
          layer: 'residual-add',
          params: {},
          inputs: [main.network.output, side.network.output],
          shape: main.network.shape,
          parameters: [],
          flops: main.width,
        }),
      },
    };
  },
});
