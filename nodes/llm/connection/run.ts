import { GenloomError, type Llm, llmView, type Run } from '@/graph';
import type { llmConnection } from './node';

export const run: Run<typeof llmConnection> = (_inputs, params, { preview }) => {
  const { connection, model, temperature, longestAnswer, sees, budgetTokens, budgetDollars } = params;
  if (connection === '' || model === '')
    throw new GenloomError({
      code: 'llm.no-connection',
      title: connection === '' ? 'No connection has been chosen.' : 'No model has been named.',
      fix: 'Make a connection under “Language models”, and write its name and the model’s here.',
    });
  const llm: Llm = {
    from: 'endpoint',
    title: `${model} at ${connection}`,
    connection,
    model,
    maxTokens: longestAnswer,
    ...(sees && { sees }),
    ...(temperature !== null && { temperature }),
    budget: {
      ...(budgetTokens > 0 && { tokens: budgetTokens }),
      ...(budgetDollars > 0 && { dollars: budgetDollars }),
    },
  };
  preview(llmView(llm), 'llm');
  return { llm };
};
