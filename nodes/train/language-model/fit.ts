import { GenloomError, type RunContext, type TokenBlocks } from '@/graph';
import type { Network } from '@/ml/network';
import type { TrainingDiverged } from '@/ml/training/state';
import { otherVocabulary } from '../../common/vocabulary';
import { blocksTooLong, ONE_TOKENIZER } from './node';

/** What 16 bytes for each parameter (weights, gradients, two moments) may come to before a browser gives up. */
const MOST_PARAMETERS = 400_000_000;

/** @throws GenloomError when network and text do not belong together, or the text is too short for one block */
export function refuseUnfit(network: Network, { ids, blockLength, vocabularySize }: TokenBlocks): void {
  if (network.vocabularySize !== vocabularySize)
    throw new GenloomError({
      code: 'train.other-vocabulary',
      ...otherVocabulary('The network', network.vocabularySize, 'the text', vocabularySize),
      fix: ONE_TOKENIZER,
    });
  if (typeof network.context === 'number' && blockLength > network.context)
    throw new GenloomError(blocksTooLong('training', blockLength, network.context));
  if (ids.length <= blockLength)
    throw new GenloomError({
      code: 'tokens.too-few',
      title: `The text has ${ids.length.toLocaleString('en')} tokens, and a block of ${blockLength} needs ${blockLength + 1}.`,
      fix: 'Give a longer text, or set shorter blocks in “Encode”.',
    });
}

/** @throws GenloomError `train.too-large` before the memory is asked for */
export function refuseLarge(parameters: number): void {
  if (parameters <= MOST_PARAMETERS) return;
  throw new GenloomError({
    code: 'train.too-large',
    title: `A network of ${parameters.toLocaleString('en')} parameters does not fit into a browser’s memory while it trains.`,
    fix: 'Use a smaller width, fewer layers or a smaller vocabulary.',
  });
}

/** The validation data where it is long enough to measure anything. */
export function usableValidation(
  validation: TokenBlocks | undefined,
  { log }: Pick<RunContext, 'log'>,
): TokenBlocks | undefined {
  if (!validation || validation.ids.length > validation.blockLength) return validation;
  log(
    'warning',
    `Validation has ${validation.ids.length} tokens, less than one block of ${validation.blockLength}; it is not measured.`,
  );
  return undefined;
}

/** What happened, what is kept, and what to try. */
export function divergedError(thrown: TrainingDiverged): GenloomError {
  const { step } = thrown.lastGood;
  const kept =
    step > 0
      ? `The weights of step ${step.toLocaleString('en')} are kept.`
      : 'It happened before the first look after the start, so nothing is lost.';
  const use = step > 0 ? [`Or set “Steps” to ${step} to use the weights that are kept.`] : [];
  return new GenloomError(
    {
      code: 'train.diverged',
      title: `Training stopped at step ${thrown.step.toLocaleString('en')}: the loss is no longer a number.`,
      detail: `The steps were too large, and the weights ran away. ${kept}`,
      fix: [...thrown.advice, ...use].join(' '),
    },
    { cause: thrown },
  );
}
