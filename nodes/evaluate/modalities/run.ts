import { GenloomError, type Metric, type Run } from '@/graph';
import { evaluateNetwork } from '@/ml/evaluate';
import { MODALITIES, type Modality, modalitiesOf } from '@/ml/text/modalities';
import { disposeAll } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { otherVocabulary } from '../../common/vocabulary';
import { weightsInUse } from '../../common/weights-in-use';
import { ONLY_FILLS } from '../../generate/text/node';
import { MODELS_TOKENIZER } from '../language-model/node';
import type { evaluateModalities } from './node';

export const run: Run<typeof evaluateModalities> = async ({ model, data }, { maximumBlocks }, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const network = concreteNetwork(model.network);
  const known = network.vocabularySize ?? 0;
  if (known !== data.vocabularySize)
    throw new GenloomError({
      code: 'evaluate.other-vocabulary',
      ...otherVocabulary('The model', known, 'the text', data.vocabularySize),
      fix: MODELS_TOKENIZER,
    });
  const of = modalityOfIds(codecOf(data.tokenizer), data.ids);
  const sums = new Map<Modality, { loss: number; tokens: number }>();
  try {
    const weights = weightsInUse(network, model, context);
    try {
      await evaluateNetwork({
        network,
        weights,
        data: { ids: data.ids, blockLength: Math.min(model.blockLength, data.blockLength) },
        batchSize: 16,
        ...(maximumBlocks > 0 && { maximumBlocks }),
        onToken(place, loss) {
          const modality = of[place] ?? 'text';
          const sum = sums.get(modality) ?? { loss: 0, tokens: 0 };
          sums.set(modality, { loss: sum.loss + loss, tokens: sum.tokens + 1 });
        },
        progress: (done, total) => context.progress({ done, total, message: `${done} of ${total} blocks` }),
        breathe: context.breathe,
      });
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw friendly(thrown);
  }
  const guess = Math.log(data.vocabularySize).toFixed(2);
  const values = MODALITIES.flatMap((modality): Metric[] => {
    const sum = sums.get(modality);
    if (!sum) return [];
    const help = `Over ${sum.tokens.toLocaleString('en')} tokens; a blind guess has ${guess}.`;
    return [{ name: `Loss of ${modality}`, value: sum.loss / sum.tokens, unit: 'nats a token', better: 'lower', help }];
  });
  return { metrics: { values, curves: [], notes: [] } };
};

/** What each token belongs to: what its first character does. */
function modalityOfIds(codec: ReturnType<typeof codecOf>, ids: Int32Array): Modality[] {
  const pieces = Array.from({ length: codec.vocabularySize }, (_, id) => codec.decode([id]));
  const texts = Array.from(ids, (id) => pieces[id] ?? '');
  const all = modalitiesOf(texts.join(''));
  let at = 0;
  return texts.map((text) => {
    const own = all[Math.min(at, all.length - 1)] ?? 'text';
    at += text.length;
    return own;
  });
}
