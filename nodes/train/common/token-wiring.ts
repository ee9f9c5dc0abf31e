import type { ExtendContext, Facts, Network, UserFacingError } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';

/** What is wired to a trainer over blocks of tokens. */
export interface TokenWiring {
  readonly network?: Facts;
  readonly training?: Facts;
  readonly validation?: Facts;
}

/** The network (or model, at that port) that is to learn tokens, null while nothing is known of it. Refuses one that does not fit the text, or gives no probabilities. */
export function requireTokens(
  { network: wired, training, validation }: TokenWiring,
  around: ExtendContext,
  port = 'network',
): Network | null {
  const described = wired?.network;
  const words = { family: 'train', fix: port === 'model' ? ITS_TOKENIZER : ONE_TOKENIZER };
  for (const [name, data] of [
    ['training', training],
    ['validation', validation],
  ] as const) {
    shareVocabulary(around, { port, facts: wired }, { port: name, facts: data }, words);
    // A model that was loaded has no description here: how far it looks is known once it has been read.
    const context = described ? described.context : wired?.blockLength;
    if (typeof context === 'number' && typeof data?.blockLength === 'number' && data.blockLength > context)
      around.refuse(name, blocksTooLong(name, data.blockLength, context, described ? 'described' : 'loaded'));
  }
  if (!described) return null;
  const head = described.operations.find(({ id }) => id === described.output);
  if (head?.layer !== 'language-head')
    around.refuse(port, {
      code: 'network.no-head',
      title: 'This network does not end in a language-model head.',
      detail: 'Without one it gives no probabilities for tokens.',
      fix: 'Put a “Language-model head” under the last block and connect that.',
    });
  return described;
}

/** What is known of the model that such a trainer makes. */
export function modelFacts(described: Network, { network: wired, training }: TokenWiring): Facts {
  const tokenizedBy = training?.tokenizedBy ?? wired?.tokenizedBy;
  return {
    network: described,
    ...(tokenizedBy === undefined ? {} : { tokenizedBy }),
    ...(training?.blockLength === undefined ? {} : { blockLength: training.blockLength }),
    ...(described.vocabularySize !== undefined && { vocabularySize: described.vocabularySize }),
  };
}

interface Settings {
  readonly steps: number;
  readonly schedule: string;
  readonly decaySteps: number;
  readonly warmUpSteps: number;
  readonly learningRate: number;
  readonly earlyStopAfter: number;
  readonly evaluateEvery: number;
}

/** What to look at before tokens are learned; `alone` says what a network misses in which no token sees another. */
export function adviceOnTokens(
  { network: wired, validation }: TokenWiring,
  { steps, schedule, decaySteps, warmUpSteps, learningRate, earlyStopAfter, evaluateEvery }: Settings,
  alone: string,
): UserFacingError[] {
  const advice: UserFacingError[] = [];
  const operations = wired?.network?.operations ?? [];
  if (operations.length > 0 && !operations.some(({ layer }) => MIXES_TOKENS.has(layer)))
    advice.push({
      code: 'train.one-token',
      title: 'This network sees one token at a time.',
      detail: alone,
      fix: 'Put a “Transformer block” between the embedding and the head.',
    });
  if (!validation)
    advice.push({
      code: 'train.no-validation',
      title: 'Nothing tells whether the model learns the language or the words by heart.',
      detail: earlyStopAfter > 0 ? 'Stopping early needs validation too.' : 'There is no validation data.',
      fix: 'Connect “Validation” of the Encode node.',
    });
  if (warmUpSteps >= steps)
    advice.push({
      code: 'train.only-warm-up',
      title: 'Training ends before the learning rate has warmed up.',
      fix: `Set the warm-up to less than ${steps} steps.`,
      set: { param: 'warmUpSteps', value: Math.floor(steps / 10) },
    });
  if (schedule !== 'constant' && decaySteps < steps * 0.5)
    advice.push({
      code: 'train.early-decay',
      title: `From step ${decaySteps.toLocaleString('en')} on, the learning rate stays at its lowest.`,
      fix: `Set “Lowest at” to ${steps.toLocaleString('en')} steps, unless you mean to go on from an earlier training.`,
      set: { param: 'decaySteps', value: steps },
    });
  if (learningRate > 0.01)
    advice.push({
      code: 'train.high-rate',
      title: 'This learning rate is high for a transformer.',
      fix: 'Try 0.001 if the loss jumps or becomes NaN.',
      set: { param: 'learningRate', value: 0.001 },
    });
  if (evaluateEvery > steps) {
    const often = Math.max(1, Math.round(steps / 10));
    advice.push({
      code: 'train.no-look',
      title: 'Training ends before its first look.',
      fix: `Look every ${often} steps to see samples on the way.`,
      set: { param: 'evaluateEvery', value: often },
    });
  }
  return advice;
}

/** Layers in which a token sees others; all others work on each by itself. */
export const MIXES_TOKENS: ReadonlySet<string> = new Set(['attention', 'transformer-block']);

/** What to do where network and text have different vocabularies. */
export const ONE_TOKENIZER = 'Connect one tokenizer to both “Token embedding” and “Encode”.';

const ITS_TOKENIZER = 'Connect the tokenizer that the model came with to “Encode”.';

/** Blocks of training at `port` that are longer than the network looks back; that of a loaded model is as it is. */
export const blocksTooLong = (
  port: string,
  blockLength: number,
  context: number,
  network: 'described' | 'loaded' = 'described',
): UserFacingError => ({
  code: 'train.block-too-long',
  title: `Blocks of ${blockLength} tokens do not fit into a ${network === 'loaded' ? 'model' : 'network'} that looks at ${context}.`,
  fix: `Set the block length of “Encode” to ${context}${network === 'loaded' ? '' : `, or the context of “Positions” to ${blockLength}`}.`,
  set: { param: 'blockLength', value: context, before: port },
});
