import { GenloomError, type Llm, llmView, type Model, type Run, type z } from '@/graph';
import { CHAT_TEMPLATES, chatWriter } from '../../common/chat-template';
import { ONLY_FILLS } from '../../generate/text/node';
import type { llmModel } from './node';

export const run: Run<typeof llmModel> = ({ model }, params, { preview, log }) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const chatTemplate = templateFor(model, params);
  // Refused here, and not in the middle of a chat.
  chatWriter(chatTemplate).write([{ role: 'user', content: '?' }], true);
  if (params.template === 'learned' && chatTemplate === CHAT_TEMPLATES.plain)
    log(
      'info',
      'The model says of no template that it learned by it, so chats are written plainly: “User: … Assistant:”.',
    );
  const parameters = Object.values(model.weights).reduce((sum, { data }) => sum + data.length, 0);
  const llm: Llm = {
    from: 'model',
    title: `A model of ${parameters.toLocaleString('en')} parameters`,
    model,
    chatTemplate,
    temperature: params.temperature,
    maxTokens: params.longestAnswer,
  };
  preview(llmView(llm), 'llm');
  return { llm };
};

function templateFor({ tokenizer }: Model, { template, own }: z.infer<typeof llmModel.params>): string {
  if (template === 'own') return own;
  if (template !== 'learned') return CHAT_TEMPLATES[template];
  const { chat_template: learned } = tokenizer;
  return typeof learned === 'string' ? learned : CHAT_TEMPLATES.plain;
}
