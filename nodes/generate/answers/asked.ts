import type { Answer, Conversations, Message, Model } from '@/graph';
import { CHAT_TEMPLATES, chatWriter } from '../../common/chat-template';

/** A prompt, what would be right, and what is known of it. */
export type Asked = Omit<Answer, 'answer'>;

/** What was asked last in a conversation: all that was said until then, and what is known of it. */
export interface LastAsked {
  readonly before: readonly Message[];
  readonly known: Omit<Asked, 'prompt'>;
}

/**
 * What was asked last in each conversation, and what was answered. Where nothing was answered, what would be right is not known; conversations in which
 * nothing was asked are left out.
 */
export function lastAskedOf({ conversations }: Conversations): LastAsked[] {
  return conversations.flatMap(({ messages, label, category, guarded }): LastAsked[] => {
    const answered = messages.findLastIndex(({ role }) => role === 'assistant');
    const place = answered < 0 && messages.at(-1)?.role === 'user' ? messages.length : answered;
    if (place < 0) return [];
    const before = messages.slice(0, place);
    const question = before.findLast(({ role }) => role === 'user')?.content;
    const reference = messages[place]?.content;
    return [
      {
        before,
        known: {
          ...(reference !== undefined && { reference: [reference] }),
          ...(question !== undefined && { question }),
          ...(label !== undefined && { label }),
          ...(category !== undefined && { category }),
          ...(guarded && { guarded }),
        },
      },
    ];
  });
}

/** The same as prompts, written as the model knows to be asked. */
export function questionsOf(conversations: Conversations, { tokenizer }: Pick<Model, 'tokenizer'>): Asked[] {
  const { chat_template: own } = tokenizer;
  const { write } = chatWriter(typeof own === 'string' ? own : CHAT_TEMPLATES.plain);
  return lastAskedOf(conversations).map(({ before, known }) => ({ prompt: write(before, true), ...known }));
}
