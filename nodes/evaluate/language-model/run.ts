import { GenloomError, hash, type MeasuredItems, type Model, type Run, type TokenBlocks } from '@/graph';
import { type Evaluation, evaluateNetwork } from '@/ml/evaluate';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { excerpt } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { otherVocabulary } from '../../common/vocabulary';
import { ITEMS_KEPT, ITEMS_TOLD } from '../items';
import { type evaluateLanguageModel, MODELS_TOKENIZER } from './node';

export const run: Run<typeof evaluateLanguageModel> = async ({ model, data }, params, context) => {
  const network = concreteNetwork(model.network);
  const masked = model.objective === 'masked';
  const known = network.vocabularySize ?? 0;
  if (known !== data.vocabularySize)
    throw new GenloomError({
      code: 'evaluate.other-vocabulary',
      ...otherVocabulary('The model', known, 'the text', data.vocabularySize),
      fix: MODELS_TOKENIZER,
    });
  if (data.ids.length === 0)
    throw new GenloomError({
      code: 'evaluate.no-data',
      title: 'There are no tokens to measure on.',
      detail: 'The part that was put aside for validation is empty.',
      fix: 'Put more aside in “Encode” or “Split”.',
    });
  try {
    const weights = uploadWeights(network, model.weights);
    try {
      const blockLength = Math.min(model.blockLength, data.blockLength);
      const result = await evaluateNetwork({
        network,
        weights,
        data: { ids: data.ids, blockLength },
        ...(masked ? { maskId: model.maskId ?? data.vocabularySize } : { characters: data.characters }),
        batchSize: params.batchSize,
        ...(params.maximumBlocks > 0 && { maximumBlocks: params.maximumBlocks }),
        progress: (done, total) => context.progress({ done, total, message: `${done} of ${total} blocks` }),
        breathe: context.breathe,
      });
      if (!Number.isFinite(result.loss))
        throw new GenloomError({
          code: 'evaluate.not-a-number',
          title: 'This model gives no numbers: its training ran away.',
          fix: 'Train it again with a lower learning rate.',
        });
      const guess = Math.log(data.vocabularySize);
      return {
        metrics: {
          values: [
            {
              name: 'Loss',
              value: result.loss,
              unit: 'nats',
              better: 'lower',
              help: `A blind guess has ${guess.toFixed(2)}.`,
            },
            {
              name: masked ? 'Pseudo-perplexity' : 'Perplexity',
              value: result.perplexity,
              better: 'lower',
              help: masked
                ? 'As unsure of each token as if it had to choose among so many, when it sees all others of the block.'
                : 'As unsure as if it had to choose among so many tokens.',
            },
            ...(result.bitsPerCharacter === null
              ? []
              : [
                  {
                    name: 'Bits per character',
                    value: result.bitsPerCharacter,
                    unit: 'bits',
                    better: 'lower' as const,
                    help: 'Can be compared between tokenizers.',
                  },
                ]),
            { name: 'Top-1', value: 100 * result.top1, unit: '%', better: 'higher', help: 'First guess was right.' },
            {
              name: 'Top-5',
              value: 100 * result.top5,
              unit: '%',
              better: 'higher',
              help: 'One of five guesses was right.',
            },
            { name: 'Tokens', value: result.tokens, help: 'Tokens that were predicted.' },
          ],
          curves: [],
          notes: masked
            ? [
                'Each token was hidden by itself, and the model saw both sides of it. A model that writes sees one side only: its perplexity cannot be compared with this one.',
              ]
            : [],
          items: itemsOf(result, model, data, blockLength, masked ? 'Pseudo-perplexity' : 'Perplexity'),
        },
      };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw friendly(thrown);
  }
};

/** What stands behind the loss, block by block: the same blocks of the same ids can be compared between models. */
function itemsOf(
  { blocks }: Pick<Evaluation, 'blocks'>,
  { tokenizer }: Pick<Model, 'tokenizer'>,
  { ids, starts }: TokenBlocks,
  blockLength: number,
  perplexity: string,
): MeasuredItems {
  const kept = blocks.slice(0, ITEMS_KEPT);
  const [values, weights] = [kept.map(({ loss }) => loss), kept.map(({ tokens }) => tokens)];
  const { decode } = codecOf(tokenizer);
  const numbers = Int32Array.from(kept, ({ number }) => number);
  return {
    title: 'blocks',
    set: hash(
      `${hash(bytesOf(ids))} ${hash(bytesOf(starts ?? new Int32Array()))} ${blockLength} ${hash(bytesOf(numbers))}`,
    ),
    measures: [
      { name: 'Loss', values, weights },
      { name: perplexity, values, weights, through: 'exp' },
    ],
    texts: kept.slice(0, ITEMS_TOLD).map(({ number }) => {
      const first = starts?.[number] ?? number * blockLength;
      const end = starts?.[number + 1] ?? first + blockLength;
      return { asked: excerpt(decode([...ids.subarray(first, Math.min(end, first + blockLength))]), 200) };
    }),
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
