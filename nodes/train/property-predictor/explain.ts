import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainPropertyPredictor } from './node';

const { samples: _none, ...helps } = exampleTrainingHelps;

export const explain: Explanation<typeof trainPropertyPredictor> = {
  more: 'A molecule is a graph: atoms joined by bonds. Each atom begins with what it is, and in each round hears what its neighbours are, through a single, a double, a triple or an aromatic bond; after three rounds it knows what stands three bonds away. All atoms together say how much of the property the molecule has. The order of the atoms makes no difference. In the laboratory such a network stands in for measurements that are slow or dear.',
  formula:
    'h′ᵥ = hᵥ + relu(U hᵥ + b + Σᵣ Aᵣ Σ_{w ∈ Nᵣ(v)} h_w)      ŷ = MLP(Σᵥ relu(P hᵥ + c) / N)      loss = mean (ŷ − y)²',
  lookAt:
    'How close the points lie to the line, of molecules that it has not seen. And then, once it is a reward: whether what it says still holds for molecules that are unlike those it learned from.',
  source:
    'Gilmer et al. 2017 (message passing, eq. 1 to 3); Li et al. 2016 (a matrix for each kind of bond); Schlichtkrull et al. 2018, eq. 2',
  params: {
    ...helps,
    property:
      'What the chemistry library computes stands in for a measurement here, so that one sees how far off the network is.',
    rounds: 'Each lets an atom know what stands one bond further away.',
    width: 'Numbers that each atom has for what it knows.',
    atoms: 'Larger molecules are left out here, and later it has nothing to say of them.',
    heldOut: 'The share of molecules that is not learned from, but judged by.',
    average:
      'The predictor has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
    evaluateEvery: 'How often the loss is measured and the work is kept.',
    batchSize: 'Molecules that one step learns from.',
  },
  inputs: { molecules: 'One that stands there twice is learned from once.' },
};
