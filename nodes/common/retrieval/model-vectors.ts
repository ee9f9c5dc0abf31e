import type { Model, RunContext } from '@/graph';
import { contextLength } from '@/ml/network';
import { bodyOf, textVectors } from '@/ml/retrieval/text-vectors';
import { compileTokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { disposeAll } from '@/ml/weights';
import { aroundIdsOf } from '../codec';
import { concreteNetwork } from '../network';
import { weightsInUse } from '../weights-in-use';

/** A model of the graph that turns texts into vectors while its weights are on the device. */
export interface TextVectors {
  /** One of each text; of a text that is longer than the model looks back on, its beginning counts. */
  vectorsOf(texts: readonly string[], breathe: (done: number) => Promise<void>): Promise<Float32Array[]>;
  close(): void;
}

/** Loads a model of the graph without its head. Close it in any case: a step that leaves tensors behind fails. @throws NetworkError where it has no head */
export function openTextVectors(model: Model, context: Pick<RunContext, 'log' | 'backend'>): TextVectors {
  const network = bodyOf(concreteNetwork(model.network));
  const json = parseTokenizerJson(model.tokenizer);
  const tokenizer = compileTokenizer(json);
  const { begin, end } = aroundIdsOf(json.post_processor);
  const room = Math.max(1, Math.min(model.blockLength, contextLength(network)) - begin.length - end.length);
  const weights = weightsInUse(network, model, context);
  return {
    vectorsOf: (texts, breathe) =>
      textVectors(
        { network, bothSides: model.objective === 'masked' },
        weights,
        texts.map((text) => [...begin, ...tokenizer.encode(text).slice(0, room), ...end]),
        breathe,
      ),
    close: () => disposeAll(weights),
  };
}
