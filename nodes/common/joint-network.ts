import { addOperation, emptyExampleNetwork, type JointEncoder, type Network, numbersIn } from '@/graph';
import { describeExampleHead } from '../network/parameters';

/** First values of scale and bias: a temperature of 0.07 (Radford et al. 2021, section 2.5); 10 and −10 (Zhai et al. 2023, section 3.2). */
const FIRST = {
  softmax: { scale: Math.log(1 / 0.07), bias: 0 },
  sigmoid: { scale: Math.log(10), bias: -10 },
} as const;

/** The networks of a joint encoder: both encoders with a linear projection into the shared space, and what makes logits of cosines there. */
export function jointNetworks(
  picture: Network,
  words: Network,
  { width, loss }: Pick<JointEncoder, 'width' | 'loss'>,
): JointEncoder['networks'] {
  return { picture: projected(picture, width), words: projected(words, width), score: scored(loss) };
}

/** A linear map without a bias, as CLIP has it. */
function projected(network: Network, width: number): Network {
  const inputs = numbersIn(network.shape.slice(1).map(Number));
  return addOperation(network, {
    layer: 'example-head',
    params: { inputs, shape: [width], scale: 1, bias: false, gives: 'place' },
    shape: ['B', width],
    ...describeExampleHead(inputs, [width], 0, false),
  });
}

function scored(loss: JointEncoder['loss']): Network {
  const biased = loss === 'sigmoid';
  return addOperation(emptyExampleNetwork({ shape: [], time: false, classes: 0 }), {
    layer: 'pair-score',
    params: { ...FIRST[loss], biased },
    shape: ['B', 'B'],
    parameters: [{ name: 'scale', shape: [1] }, ...(biased ? [{ name: 'bias', shape: [1] }] : [])],
    flops: 2,
  });
}
