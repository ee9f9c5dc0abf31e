import type { Explanation } from '@/graph';
import type { llmModel } from './node';

export const explain: Explanation<typeof llmModel> = {
  more: 'A language model goes on with a text; it knows nothing of turns. A chat template writes down who said what, as the model saw it while it learned, and stops where its answer ends. Then it can be asked like any service: it can sit exams, be a judge or use tools. Models that were never taught to use tools are told of them in words (“Action: …”), and small ones will often get that wrong.',
  lookAt: 'Whether answers end where they should: a model that runs on was taught by another template.',
  source: 'Hugging Face, chat templates; Yao et al. 2023 (ReAct)',
  params: {
    template:
      'Models fine-tuned here know theirs. For one that others trained, take the one of its family: ChatML for Qwen and SmolLM, Llama 3 for Llama 3.',
    own: 'In Jinja, as “chat_template” in a published tokenizer_config.json.',
    temperature: 'Below 1 it stays with what is likely, above 1 it dares more. 0: always the likeliest token.',
    longestAnswer: 'Each answer has at most so many, and at most half of what the model looks back on.',
  },
  outputs: { llm: 'To be asked, to sit exams, to act.' },
};
