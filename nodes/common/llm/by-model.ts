import type { ChatEvent, ChatRequest, LlmModel, RunContext } from '@/graph';
import { contextLength } from '@/ml/network';
import { generate } from '@/ml/sample';
import { disposeAll } from '@/ml/weights';
import { diverged } from '../../generate/diverged';
import { chatWriter } from '../chat-template';
import { codecOf, continuation, promptIds } from '../codec';
import { friendly } from '../friendly';
import { concreteNetwork } from '../network';
import { prefixIds } from '../prefix';
import { weightsInUse } from '../weights-in-use';
import { answersInWords, endingsOf, type WriteOptions, type WriteStep } from './in-words';

type ModelContext = Pick<RunContext, 'seed' | 'backend' | 'log' | 'breathe'>;

/** A model of the graph that can be talked to while its weights are on the device. */
export interface LoadedModel {
  /** @throws GenloomError for pictures, an answer of a schema, or a template that cannot be used */
  answer(request: ChatRequest): AsyncGenerator<ChatEvent, void>;
  dispose(): void;
}

/** Loads a model of the graph. Its answers are written token by token with keys and values kept, and are those that `createWriter` writes after the same text. */
export function loadModel({ model, chatTemplate }: LlmModel, context: ModelContext): LoadedModel {
  const network = concreteNetwork(model.network);
  const codec = codecOf(model.tokenizer);
  const prefix = prefixIds(model.tokenizer);
  const { write } = chatWriter(chatTemplate);
  const endings = endingsOf(write);
  const weights = weightsInUse(network, model, context);

  async function* steps({ prompt, temperature, ...options }: WriteOptions): AsyncGenerator<WriteStep, void> {
    const written = generate({
      ...options,
      network,
      weights,
      prompt,
      strategy: temperature === 0 ? 'greedy' : 'sample',
      temperature,
      endIds: codec.endIds,
      context: model.blockLength,
      candidates: 1,
      breathe: context.breathe,
    });
    // Whoever has heard enough leaves no keys and values behind: leaving the loop ends what it goes over.
    for await (const { ids, id } of written) {
      const ended = codec.endIds.includes(id);
      yield { text: continuation(codec, prompt, ended ? ids.slice(0, -1) : ids), tokens: ids.length, ended };
    }
  }

  const answer = answersInWords(
    {
      window: Math.min(model.blockLength, contextLength(network)),
      write,
      endings,
      encode: (text) => [...prefix, ...promptIds(codec, text)],
      steps,
    },
    context,
  );
  return {
    async *answer(request) {
      try {
        yield* answer(request);
      } catch (thrown) {
        throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
      }
    },
    dispose: () => disposeAll(weights),
  };
}
