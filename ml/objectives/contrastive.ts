import { type Arrays, drawArrays } from '../arrays';
import { type CaptionVocabulary, captionTensor, captionWriter } from '../captions';
import { cosines } from '../classify/contrast';
import { runNetwork } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import { logSigmoid } from '../functions/log-sigmoid';
import type { Network } from '../network';
import {
  add,
  argMax,
  cast,
  equal,
  mean,
  mul,
  type Scalar,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  transpose,
} from '../tf';
import type { LossContext, Objective } from './objective';

/** `softmax`: each picture picks its words among all of the batch, and each caption its picture. `sigmoid`: each pair is judged by itself. */
export type ContrastiveLoss = 'softmax' | 'sigmoid';

/** The networks of two encoders in one space, by their roles; `score` makes logits of cosines. */
export interface JointRoles {
  readonly picture: Network;
  readonly words: Network;
  readonly score: Network;
}

/** Far below any logit: what is not to be counted. */
const NEVER = -1e9;

/**
 * The symmetric InfoNCE loss of pairs in nats: the cross-entropy of finding the words of each picture among all, and the picture of each caption, halved
 * (Radford et al. 2021, figure 3). `logits [B, B]`, pictures down, captions across; `same [B, B]`: 1 where a caption is, word for word, that of a picture.
 * Captions that are true of a picture and stand elsewhere in the batch count as neither right nor wrong; where all differ it is the loss of the paper.
 */
export function softmaxPairLoss(logits: Tensor, same: Tensor): Scalar {
  const [rows = 0] = logits.shape;
  const own = tensor1d(
    Int32Array.from({ length: rows }, (_, row) => row),
    'int32',
  );
  const counted = add(logits, mul(offDiagonal(same), NEVER));
  return mul(add(crossEntropy(counted, own), crossEntropy(transpose(counted), own)), 0.5).asScalar();
}

/**
 * SigLIP's loss of pairs in nats a picture: `−1/B Σᵢⱼ log σ(zᵢⱼ · logitᵢⱼ)`, `z` 1 where they belong together and −1 elsewhere (Zhai et al. 2023, eq. 1).
 * Captions that are true of a picture belong to it wherever they stand.
 */
export function sigmoidPairLoss(logits: Tensor, same: Tensor): Scalar {
  const [rows = 1] = logits.shape;
  const signs = add(mul(same, 2), -1);
  return mul(sum(logSigmoid(mul(signs, logits))), -1 / rows).asScalar();
}

const offDiagonal = (same: Tensor): Tensor => {
  const [rows = 0] = same.shape;
  return mul(
    same,
    tensor2d(
      Float32Array.from({ length: rows * rows }, (_, at) => Number(at % (rows + 1) !== 0)),
      [rows, rows],
    ),
  );
};

/** Where captions are equal: `[B, B]` of 0 and 1. */
export function sameCaptions(captions: readonly string[]): Tensor {
  const rows = captions.length;
  const cells = Float32Array.from({ length: rows * rows }, (_, at) =>
    Number(captions[Math.floor(at / rows)] === captions[at % rows]),
  );
  return tensor2d(cells, [rows, rows]);
}

/**
 * Brings a picture and its words together in one space, and others apart (Radford et al. 2021; Zhai et al. 2023). Tells besides the loss in how many of a
 * batch the nearest words are the picture's own, `words`, and the other way, `pictures`, 0 to 1 each, and the `scale` of the cosines.
 */
export function contrastive(
  roles: JointRoles,
  vocabulary: CaptionVocabulary,
  loss: ContrastiveLoss,
): Objective<Arrays, Arrays> {
  const write = captionWriter(vocabulary);
  const lossOf = loss === 'softmax' ? softmaxPairLoss : sigmoidPairLoss;
  const look = (weights: Readonly<Record<string, Tensor>>, items: Arrays, context: LossContext) => {
    const captions = items.captions ?? [];
    const pictures = runNetwork(
      roles.picture,
      weights,
      { input: tensor(items.data, [items.count, ...items.shape]) },
      context,
    );
    const caption = captionTensor(write(captions));
    const words = runNetwork(roles.words, weights, { input: caption, caption }, context);
    const input = cosines(pictures, words);
    return { logits: runNetwork(roles.score, weights, { input }, context), same: sameCaptions(captions) };
  };
  return {
    draw: drawArrays,
    size: ({ count }) => count,
    loss(_all, weights, items, context) {
      const { logits, same } = look(weights, items, context);
      return lossOf(logits, same);
    },
    measures(weights, items, context) {
      const { logits, same } = look(weights, items, context);
      return { words: nearestRight(logits, same), pictures: nearestRight(transpose(logits), same) };
    },
  };
}

/** Of how many rows the highest logit is one of those that belong to it. */
function nearestRight(logits: Tensor, same: Tensor): Scalar {
  const [, columns = 0] = logits.shape;
  const best = argMax(logits, -1).reshape([-1, 1]);
  const places = tensor2d(
    Int32Array.from({ length: columns }, (_, place) => place),
    [1, columns],
    'int32',
  );
  return mean(sum(mul(cast(equal(cast(best, 'int32'), places), 'float32'), same), -1)).asScalar();
}
