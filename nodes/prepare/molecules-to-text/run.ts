import type { Run } from '@/graph';
import { canonicalSmiles } from '../../common/chemistry/canonical';
import { documentsView } from '../../common/documents';
import type { moleculesToText } from './node';

/** Molecules between two breaths. */
const STRIDE = 100;

export const run: Run<typeof moleculesToText> = async ({ molecules }, { form }, { progress, preview, breathe }) => {
  const items: string[] = [];
  for (const { smiles, id } of molecules.items) {
    items.push(form === 'written' ? smiles : canonicalSmiles(id));
    if (items.length % STRIDE === 0) {
      progress({ done: items.length, total: molecules.items.length, message: 'writing molecules' });
      await breathe();
    }
  }
  preview(documentsView(items), 'text');
  return { text: { items } };
};
