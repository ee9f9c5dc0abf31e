import { type ChatEvent, type ChatRequest, GenloomError, type Message, type RunContext } from '@/graph';
import { createPieces } from './pieces';
import { ACTION, callIn, inWords, OBSERVATION } from './tools-as-text';

/** A model of this device that goes on with a text, token by token. */
export interface TokenWriter {
  /** Tokens that it looks back on, those that it writes among them. */
  readonly window: number;
  /** Writes messages by the chat template, and where an answer is `asked` for how it begins. */
  write(messages: readonly Message[], asked: boolean): string;
  /** What stands behind an answer; see {@link endingsOf}. */
  readonly endings: readonly string[];
  encode(text: string): readonly number[];
  steps(options: WriteOptions): AsyncGenerator<WriteStep, unknown>;
}

export interface WriteOptions {
  readonly prompt: readonly number[];
  readonly maximumTokens: number;
  /** 0: always the likeliest token. */
  readonly temperature: number;
  readonly topP?: number;
  readonly seed: string;
  /** Asked after each token. */
  shouldStop(): boolean;
}

export interface WriteStep {
  /** All that was written until now. */
  readonly text: string;
  readonly tokens: number;
  /** The last token was one that ends a text. */
  readonly ended: boolean;
}

type Context = Pick<RunContext, 'seed' | 'log'>;

/**
 * What answers chats with a model that knows nothing but to go on with a text: the chat is written out by its template, tools are used in words
 * (`tools-as-text.ts`), and the answer ends where the template’s sign for that stands. It throws a GenloomError for pictures and for an answer of a schema.
 */
export function answersInWords(writer: TokenWriter, context: Context) {
  const { window, endings } = writer;
  let told = false;
  return async function* answer(request: ChatRequest): AsyncGenerator<ChatEvent, void> {
    if (request.output) throw new GenloomError(NO_SCHEMA);
    const { tools = [], toolChoice = 'auto', temperature = 1, topP, seed = context.seed } = request;
    const usesTools = tools.length > 0 && toolChoice !== 'none';
    // Where it has to use a tool, the first word of that is written for it.
    const begun = usesTools && toolChoice === 'required' ? ACTION : '';
    const text = writer.write(inWords(request), true) + begun;
    const maximumTokens = Math.max(1, Math.min(request.maxTokens, Math.floor(window / 2)));
    const ids = writer.encode(text);
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
    const steps = writer.steps({
      prompt,
      maximumTokens,
      temperature,
      ...(topP !== undefined && { topP }),
      seed: `${seed}/0`,
      shouldStop: () => pieces.ended(),
    });
    let tokens = 0;
    let ended = false;
    for await (const step of steps) {
      ({ tokens, ended } = step);
      const piece = pieces.next(step.text);
      if (piece !== '') yield { type: 'text', text: piece };
    }
    const { rest, held } = pieces.end();
    const call = held === '' ? null : callIn(held);
    const last = call ? rest : rest + held.slice(begun.length);
    if (last !== '') yield { type: 'text', text: last };
    if (call) yield { type: 'tool-call', id: `call-${request.messages.length}`, ...call };
    yield { type: 'usage', inputTokens: prompt.length, outputTokens: tokens, cost: 0 };
    yield { type: 'finished', reason: call ? 'tool-calls' : ended || pieces.ended() ? 'stop' : 'length' };
  };
}

/** What a template writes behind an answer: a model that learned by it ends its answers so. */
export function endingsOf(write: TokenWriter['write']): string[] {
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
  title: 'A model of this device cannot be held to a schema.',
  detail:
    'Nothing here keeps it to JSON of a given form while it writes, and asking again until it fits would be luck.',
  fix: 'Ask for words, or take a service that can: “Language model by connection”.',
};
