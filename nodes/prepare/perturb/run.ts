import type { Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { perturb, type Severity } from '@/ml/text/perturb';
import { documentsOf, documentsView } from '../../common/documents';
import type { perturbText } from './node';

export const run: Run<typeof perturbText> = async ({ text }, { damage, severity }, context) => {
  const documents = documentsOf(text);
  const items: string[] = [];
  for (const [index, document] of documents.entries()) {
    const random = createRandom(`${context.seed}/${index}`);
    items.push(perturb(document, damage, severityOf(severity), random));
    context.progress({ done: index + 1, total: documents.length });
    await context.breathe();
  }
  context.preview(documentsView(items), 'text');
  return { text: { items } };
};

const severityOf = (step: number): Severity => ([1, 2, 3, 4, 5] as const)[step - 1] ?? 5;
