import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainImplicitSurface } from './node';

const { samples: _none, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof trainImplicitSurface> = {
  more: 'The network is asked about places in the cube and told how far away the surface is there: negative inside, positive outside, 0 on it. Once trained it can be asked anywhere, so “Learned surface to meshes” finds the surface on a grid as fine as you like. That is one solid as a network: DeepSDF in small. Of several solids it learns a code of each besides.',
  formula:
    'loss = mean |f(x) − clamp(d(x) / reach, ±1)|, 0 where f(x) is beyond what was cut off; f = MLP(γ(x)), γ the Fourier features, or the sum of three planes read at x',
  lookAt:
    'Edges. From bare coordinates they come out round, because a network learns what changes slowly first; with Fourier features, or from three planes, they are sharp.',
  source: 'Park et al. 2019 (DeepSDF), eq. 4; Tancik et al. 2020 (Fourier features); Chan et al. 2022 (triplane)',
  inputs: { meshes: 'Closed ones that lie in the cube from −1 to 1, as “Solids” gives.' },
  params: {
    ...helps,
    encoder:
      'How a place goes into the network: with waves over its coordinates, as what three learned planes hold where it lies on them, or as three numbers.',
    bands:
      'Each wave is twice as fast as the one before. The last of 4 turns eight times from wall to wall; more than 6 are finer than the distances are told.',
    resolution: 'Finer planes hold finer detail, and see less of a solid each.',
    channels: 'How many numbers stand at each point of a plane.',
    solids: 'So many of what comes in are learned by the one network, the first ones.',
    width: 'Numbers in each hidden layer.',
    cells: 'The solid is measured at the middles of so many cells, and between them along straight lines.',
    reach: 'What is further away counts as this far; the cube is 2 wide. Less is sharper and harder to learn.',
    batchSize: 'Places that one step learns from: half near the surface, half anywhere.',
    evaluateEvery: 'How often the loss is measured and the work is kept.',
    average:
      'The surface has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
  },
};
