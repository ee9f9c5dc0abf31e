import { RE2JS } from 're2js';
import {
  type ChatEvent,
  type ChatMessage,
  type ChatRequest,
  GenloomError,
  type LlmScript,
  messageText,
  type ScriptedAnswer,
} from '@/graph';
import { excerpt } from '../documents';
import { cutAtStop } from '../stop';
import { byProgram } from './by-program';

/** The most characters of a pattern. */
const LONGEST_PATTERN = 500;

/** A rule that can be asked whether it fits. */
interface Rule {
  readonly answer: ScriptedAnswer;
  fits(said: string): boolean;
}

/**
 * What a script answers: the first rule that fits the last thing said, and has not answered as often as it may in this conversation, word by word. The same
 * conversation always gets the same answer; words count as tokens.
 * @throws GenloomError `llm.pattern` for a pattern that RE2 cannot read, `llm.no-rule` where nothing fits
 */
export async function* byScript({ rules, program }: LlmScript, request: ChatRequest): AsyncGenerator<ChatEvent, void> {
  const { messages, maxTokens, stop = [], tools = [], toolChoice } = request;
  const { say = '', calls = [] } =
    program === undefined ? answerOf(rules.map(ruleOf), messages) : await byProgram(program, messages);
  const words = wordsOf(cutAtStop(say, 0, stop));
  const said = words.slice(0, maxTokens);
  for (const text of said) yield { type: 'text', text };
  const called = tools.length === 0 || toolChoice === 'none' ? [] : calls;
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  for (const [place, call] of called.entries()) yield { type: 'tool-call', id: `scripted-${turn}-${place}`, ...call };
  yield {
    type: 'usage',
    inputTokens: messages.reduce((sum, message) => sum + wordsOf(messageText(message)).length, 0),
    outputTokens: said.length,
    cost: 0,
  };
  const whole = said.length === words.length;
  yield { type: 'finished', reason: called.length > 0 ? 'tool-calls' : whole ? 'stop' : 'length' };
}

/** @throws GenloomError `llm.pattern` for the first pattern of a script that cannot be used */
export const refusePatterns = (rules: LlmScript['rules']): void => void rules.map(ruleOf);

/** Words, each with the white space behind it. */
const wordsOf = (text: string): readonly string[] => text.match(/^\s+|\S+\s*/g) ?? [];

function answerOf(rules: readonly Rule[], messages: readonly ChatMessage[]): ScriptedAnswer {
  // How often each rule has answered is told by the conversation alone.
  const answered = new Map<Rule, number>();
  const next = (place: number) => {
    const last = messages[place - 1];
    const said = last ? messageText(last) : '';
    return rules.find(
      (rule) => (answered.get(rule) ?? 0) < (rule.answer.times ?? Number.POSITIVE_INFINITY) && rule.fits(said),
    );
  };
  for (const [place, message] of messages.entries()) {
    if (message.role !== 'assistant') continue;
    const rule = next(place);
    if (rule && isFrom(rule, message)) answered.set(rule, (answered.get(rule) ?? 0) + 1);
  }
  const found = next(messages.length);
  if (found) return found.answer;
  const last = messages.at(-1);
  throw new GenloomError({
    code: 'llm.no-rule',
    title: 'The script has no answer to this.',
    detail: `What was said last reads: ${last ? excerpt(messageText(last)) : ''}`,
    fix: 'Add a rule without a pattern at its end, which always answers.',
  });
}

/** An answer that stands in a conversation and was not this rule’s, such as a solved example, does not count. */
const isFrom = ({ answer }: Rule, message: Extract<ChatMessage, { role: 'assistant' }>): boolean =>
  (answer.say ?? '').startsWith(message.content) &&
  (message.toolCalls ?? []).every(({ name }, place) => answer.calls?.[place]?.name === name);

function ruleOf(answer: ScriptedAnswer): Rule {
  const { when } = answer;
  if (when === undefined) return { answer, fits: () => true };
  const expression = compiled(when);
  return { answer, fits: (said) => expression.matcher(said).find() };
}

function compiled(pattern: string): RE2JS {
  try {
    if (pattern.length > LONGEST_PATTERN) throw new RangeError(`It has more than ${LONGEST_PATTERN} characters`);
    return RE2JS.compile(pattern);
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'llm.pattern',
        title: `The pattern “${pattern.slice(0, 80)}” cannot be used.`,
        detail: `${cause instanceof Error ? cause.message.slice(0, 300) : String(cause)}. References back to a group, and looking ahead or behind, are not supported.`,
        fix: 'Write it more simply, for instance (?i)weather|rain.',
      },
      { cause },
    );
  }
}
