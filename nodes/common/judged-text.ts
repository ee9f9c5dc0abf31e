import type { Conversation, JudgedPart, TextClassifier } from '@/graph';
import { type TextJudge, textProbabilities } from '@/ml/classify/texts';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { type Codec, codecOf } from './codec';
import { concreteNetwork } from './network';

/** The part of an exchange that a classifier reads. */
export const judgedPart = (question: string, answer: string, reads: JudgedPart): string =>
  reads === 'both' ? `${question}\n${answer}` : reads === 'question' ? question : answer;

/** The same of a conversation: what was asked last and answered last. */
export function judgedText({ messages }: Conversation, reads: JudgedPart): string {
  const last = (role: 'user' | 'assistant') => messages.findLast((one) => one.role === role)?.content ?? '';
  return judgedPart(last('user'), last('assistant'), reads);
}

/** A text as the ids that a classifier reads; of what is too long, the end. */
export const judgedIds = (codec: Codec, text: string, blockLength: number): readonly number[] => {
  const ids = [...codec.encode(text)].slice(-blockLength);
  return ids.length > 0 ? ids : [0];
};

/** The judge within a classifier. */
export const textJudgeOf = ({
  network,
  classes,
  objective,
}: Pick<TextClassifier, 'network' | 'classes' | 'objective'>): TextJudge => ({
  network: concreteNetwork(network),
  classes: classes.length,
  bothSides: objective === 'masked',
});

/** How probable a classifier finds each of its classes of each text. */
export async function classify(
  classifier: TextClassifier,
  texts: readonly string[],
  breathe: () => Promise<void>,
): Promise<Float32Array[]> {
  const judge = textJudgeOf(classifier);
  const codec = codecOf(classifier.tokenizer);
  const weights = uploadWeights(judge.network, classifier.weights);
  try {
    const ids = texts.map((text) => judgedIds(codec, text, classifier.blockLength));
    return await textProbabilities(judge, weights, ids, breathe);
  } finally {
    disposeAll(weights);
  }
}
