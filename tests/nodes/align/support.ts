import { extendNode, type Facts, type Model } from '@/graph';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import { initialiseWeights } from '@/ml/weights';
import { catalogue } from '@/nodes';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';

/** Every character that tests write. */
const LETTERS = 'abcdefgh .\nABC';

/** A language model that was never trained: two words of it are as likely as any. */
export async function tinyModel(seed = 1, blockLength = 16, letters = LETTERS): Promise<Model> {
  const tokenizer = await learnCharacters([letters], { maximumVocabulary: 100, unknown: 'left-out' });
  const { vocabularySize } = codecOf(tokenizer);
  const add = (type: string, params: object, inputs: Record<string, Facts>): Facts => {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    return extended.facts.network ?? {};
  };
  let facts = add('token-embedding', { width: 16 }, { tokenizer: { vocabularySize } });
  facts = add('positions', { context: blockLength }, { network: facts });
  facts = add('transformer-block', { repeat: 1, heads: 2 }, { network: facts });
  facts = add('language-head', {}, { network: facts });
  const { network } = facts;
  if (!network) throw new Error('no network');
  const weights = initialiseWeights(concreteNetwork(network), seed);
  return { network, weights, tokenizer, blockLength, trainedSteps: 0, validationLoss: null };
}
