import { type ChatEvent, type ChatRequest, GenloomError, type LlmModel, type RunContext } from '@/graph';
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
import { createPieces } from './pieces';
import { ACTION, callIn, inWords, OBSERVATION } from './tools-as-text';

type ModelContext = Pick<RunContext, 'seed' | 'backend' | 'log' | 'breathe'>;

/** A model of the graph that can be talked to while its weights are on the device. */
export interface LoadedModel {
  /** @throws GenloomError for pictures, an answer of a schema, or a template that cannot be used */
  answer(request: ChatRequest): AsyncGenerator<ChatEvent, void>;
  dispose(): void;
}

/**
 * Loads a model of the graph. Its answers are written token by token with keys and values kept, and are those that `createWriter` writes after the same text.
 * Tools are used in words (`tools-as-text.ts`).
 */
export function loadModel({ model, chatTemplate }: LlmModel, context: ModelContext): LoadedModel {
  const network = concreteNetwork(model.network);
  const codec = codecOf(model.tokenizer);
  const prefix = prefixIds(model.tokenizer);
  const window = Math.min(model.blockLength, contextLength(network));
  const { write } = chatWriter(chatTemplate);
  const endings = endingsOf(write);
  const weights = weightsInUse(network, model, context);
  let told = false;

  async function* answer(request: ChatRequest): AsyncGenerator<ChatEvent, void> {
    if (request.output) throw new GenloomError(NO_SCHEMA);
    const { tools = [], toolChoice = 'auto', temperature = 1, topP, seed = context.seed } = request;
    const usesTools = tools.length > 0 && toolChoice !== 'none';
    // Where it has to use a tool, the first word of that is written for it.
    const begun = usesTools && toolChoice === 'required' ? ACTION : '';
    const text = write(inWords(request), true) + begun;
    const maximumTokens = Math.max(1, Math.min(request.maxTokens, Math.floor(window / 2)));
    const ids = [...prefix, ...promptIds(codec, text)];
    const prompt = ids.slice(-Math.max(1, window - maximumTokens));
    if (prompt.length < ids.length && !told) {
      told = true;
      context.log(
        'warning',
        `A chat has ${ids.length.toLocaleString('en')} tokens, and the model looks back on ${window.toLocaleString('en')} with its answer: the beginning was left away.`,
      );
    }
    const stop = [...(request.stop ?? []), ...endings, ...(usesTools ? [OBSERVATION] : [])];
    const pieces = createPieces({ stop, holds: usesTools ? [ACTION] : [], begun });
    const steps = generate({
      network,
      weights,
      prompt,
      strategy: temperature === 0 ? 'greedy' : 'sample',
      temperature,
      ...(topP !== undefined && { topP }),
      maximumTokens,
      endIds: codec.endIds,
      seed: `${seed}/0`,
      context: model.blockLength,
      candidates: 1,
      shouldStop: () => pieces.ended(),
      breathe: context.breathe,
    });
    let count = 0;
    let ended = false;
    try {
      for (let step = await steps.next(); !step.done; step = await steps.next()) {
        const { ids: written, id } = step.value;
        count = written.length;
        ended = codec.endIds.includes(id);
        const piece = pieces.next(continuation(codec, prompt, ended ? written.slice(0, -1) : written));
        if (piece !== '') yield { type: 'text', text: piece };
      }
    } finally {
      // Whoever has heard enough leaves no keys and values behind.
      await steps.return({ ids: [], ended: 'cancel' });
    }
    const { rest, held } = pieces.end();
    const call = held === '' ? null : callIn(held);
    const last = call ? rest : rest + held.slice(begun.length);
    if (last !== '') yield { type: 'text', text: last };
    if (call) yield { type: 'tool-call', id: `call-${request.messages.length}`, ...call };
    yield { type: 'usage', inputTokens: prompt.length, outputTokens: count, cost: 0 };
    yield { type: 'finished', reason: call ? 'tool-calls' : ended || pieces.ended() ? 'stop' : 'length' };
  }

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

/** What a template writes behind an answer: a model that learned by it ends its answers so. */
function endingsOf(write: ReturnType<typeof chatWriter>['write']): string[] {
  const sign = 'ANSWER';
  const chat = [
    { role: 'user', content: 'QUESTION' },
    { role: 'assistant', content: sign },
  ] as const;
  const whole = write(chat, false);
  const end = whole.slice(whole.lastIndexOf(sign) + sign.length);
  // White space around a sign is often not written by models; where there is nothing else, it is the sign.
  return [end.trim() || end].filter((one) => one !== '');
}

const NO_SCHEMA = {
  code: 'llm.no-schema',
  title: 'A model of the graph cannot be held to a schema.',
  detail:
    'Nothing here keeps it to JSON of a given form while it writes, and asking again until it fits would be luck.',
  fix: 'Ask for words, or take a service that can: “Language model by connection”.',
};
