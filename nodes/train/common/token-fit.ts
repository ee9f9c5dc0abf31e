import { GenloomError, type RunContext, type TokenBlocks } from '@/graph';
import type { Network } from '@/ml/network';
import { otherVocabulary } from '../../common/vocabulary';
import { blocksTooLong, ONE_TOKENIZER } from './token-wiring';

/** @throws GenloomError when network and text do not belong together, or the text is too short for one block */
export function refuseUnfit(network: Network, { ids, blockLength, vocabularySize, starts }: TokenBlocks): void {
  const known = network.vocabularySize ?? 0;
  if (known !== vocabularySize)
    throw new GenloomError({
      code: 'train.other-vocabulary',
      ...otherVocabulary('The network', known, 'the text', vocabularySize),
      fix: ONE_TOKENIZER,
    });
  if (typeof network.context === 'number' && blockLength > network.context)
    throw new GenloomError(blocksTooLong('training', blockLength, network.context));
  if (starts ? starts.length === 0 : ids.length <= blockLength)
    throw new GenloomError({
      code: 'tokens.too-few',
      title: `The text has ${ids.length.toLocaleString('en')} tokens, and a block of ${blockLength} needs ${blockLength + 1}.`,
      fix: 'Give a longer text, or set shorter blocks in “Encode”.',
    });
}

/** The validation data where it is long enough to measure anything. */
export function usableValidation(
  validation: TokenBlocks | undefined,
  { log }: Pick<RunContext, 'log'>,
): TokenBlocks | undefined {
  if (!validation || (validation.starts?.length ?? 0) > 0) return validation;
  if (!validation.starts && validation.ids.length > validation.blockLength) return validation;
  log(
    'warning',
    `Validation has ${validation.ids.length} tokens, less than one block of ${validation.blockLength}; it is not measured.`,
  );
  return undefined;
}
