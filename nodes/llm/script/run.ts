import { type Llm, llmView, type Run } from '@/graph';
import { refusePatterns } from '../../common/llm/by-script';
import type { llmScript } from './node';
import { readRules } from './rules';

export const run: Run<typeof llmScript> = (_inputs, { by, rules: text, program, longestAnswer }, { preview }) => {
  const rules = by === 'rules' ? readRules(text) : [];
  refusePatterns(rules);
  const llm: Llm = {
    from: 'script',
    title: 'Scripted answers',
    rules,
    ...(by === 'program' && { program }),
    maxTokens: longestAnswer,
  };
  preview(llmView(llm), 'llm');
  return { llm };
};
