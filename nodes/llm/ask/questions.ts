import { type ChatMessage, conversationText, GenloomError, type Message, userText } from '@/graph';
import type { Asked, LastAsked } from '../../generate/answers/asked';

/** A question as it is asked, and what its answer will stand beside. */
export interface Question {
  readonly messages: readonly ChatMessage[];
  readonly asked: Asked;
}

interface Wording {
  readonly system: string;
  /** With `{text}` where the prompt goes. */
  readonly template: string;
}

const PLACE = '{text}';

/** A prompt in the given words. @throws GenloomError `ask.no-place` where they have no place for it */
export function promptQuestion({ prompt, ...known }: Asked, wording: Wording): Question {
  const filled = fill(wording.template, prompt);
  return {
    messages: [...systemOf(wording), userText(filled)],
    asked: { ...known, prompt: filled, ...(filled !== prompt && { question: prompt }) },
  };
}

/** The last question of a conversation in the given words, after what was said before. @throws GenloomError `ask.no-place` */
export function conversationQuestion({ before, known }: LastAsked, wording: Wording): Question {
  const last = before.findLastIndex(({ role }) => role === 'user');
  const messages = before.map((message, place) =>
    place === last ? { ...message, content: fill(wording.template, message.content) } : message,
  );
  const own = messages.some(({ role }) => role === 'system') ? [] : systemOf(wording);
  const [only, ...more] = messages.filter(({ role }) => role !== 'system');
  return {
    messages: [...own, ...messages.map(asked)],
    asked: { ...known, prompt: only && more.length === 0 ? only.content : conversationText({ messages }) },
  };
}

const systemOf = ({ system }: Wording): ChatMessage[] =>
  system.trim() === '' ? [] : [{ role: 'system', content: system }];

const asked = ({ role, content }: Message): ChatMessage => (role === 'user' ? userText(content) : { role, content });

function fill(template: string, text: string): string {
  if (template.includes(PLACE)) return template.replaceAll(PLACE, () => text);
  throw new GenloomError({
    code: 'ask.no-place',
    title: 'The question has no place for the prompt.',
    fix: `Write ${PLACE} where it goes: Translate into French: ${PLACE}`,
  });
}
