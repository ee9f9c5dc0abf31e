import { Template } from '@huggingface/jinja';
import { type Conversation, GenloomError, type Message } from '@/graph';

/** How chats are written for a model, in the language in which published tokenizers say it (`chat_template`). */
export const CHAT_TEMPLATES = {
  plain:
    "{% for m in messages %}{% if m.role == 'system' %}{{ m.content }}\n{% elif m.role == 'user' %}User: {{ m.content }}\n{% else %}Assistant: {{ m.content }}\n\n{% endif %}{% endfor %}{% if add_generation_prompt %}Assistant: {% endif %}",
  chatml:
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
  llama2:
    "{% for m in messages %}{% if m.role == 'system' %}{% elif m.role == 'user' %}{{ '<s>[INST] ' }}{% if loop.index0 == 1 and messages[0].role == 'system' %}{{ '<<SYS>>\n' + messages[0].content + '\n<</SYS>>\n\n' }}{% endif %}{{ m.content + ' [/INST] ' }}{% else %}{{ m.content + ' </s>' }}{% endif %}{% endfor %}",
  llama3:
    "{{ '<|begin_of_text|>' }}{% for m in messages %}{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\n\n' + m.content + '<|eot_id|>' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}",
  alpaca:
    "{% for m in messages %}{% if m.role == 'system' %}{{ m.content + '\n\n' }}{% elif m.role == 'user' %}{{ '### Instruction:\n' + m.content + '\n\n' }}{% else %}{{ '### Response:\n' + m.content + '\n\n' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '### Response:\n' }}{% endif %}",
} as const;

/** A part of a chat as text, and whether the model is to learn to write it. */
export interface Segment {
  readonly text: string;
  readonly answer: boolean;
}

/** What writes chats by a template. @throws GenloomError `chat.bad-template` where it cannot be read */
export function chatWriter(template: string) {
  const compiled = failing(() => new Template(template));
  const write = (messages: readonly Message[], asked: boolean): string =>
    failing(() =>
      compiled.render({
        messages: messages.map((one) => ({ ...one })),
        add_generation_prompt: asked,
        bos_token: '',
        eos_token: '',
      }),
    );
  return {
    /** Messages, and where an answer is `asked` for the words that it begins with. */
    write,
    /** A chat in parts: what is read, and what the assistant answers with all that ends an answer. */
    segments({ messages }: Conversation): Segment[] {
      const found: Segment[] = [];
      let before = '';
      for (const [place, { role }] of messages.entries()) {
        if (role !== 'assistant') continue;
        const prompt = write(messages.slice(0, place), true);
        const whole = write(messages.slice(0, place + 1), false);
        if (!prompt.startsWith(before) || !whole.startsWith(prompt)) throw new GenloomError(NOT_IN_ORDER);
        found.push(
          { text: prompt.slice(before.length), answer: false },
          { text: whole.slice(prompt.length), answer: true },
        );
        before = whole;
      }
      return found;
    },
  };
}

/** Does what a template has a part in. @throws GenloomError `chat.bad-template` for what it throws */
export function failing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'chat.bad-template',
        title: 'This chat template cannot be used.',
        detail: cause instanceof Error ? cause.message.slice(0, 300) : String(cause),
        fix: 'Take one of the others, or mend it: it is written in Jinja, as “chat_template” in a tokenizer_config.json.',
      },
      { cause },
    );
  }
}

const NOT_IN_ORDER = {
  code: 'chat.not-in-order',
  title: 'This chat template changes what came before when an answer is added.',
  detail: 'So it cannot be told which of its words are the answer.',
  fix: 'Take another template, or conversations with one question and one answer.',
};
