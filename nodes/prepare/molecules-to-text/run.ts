import { GenloomError, type Run } from '@/graph';
import { canonicalSmiles } from '../../common/chemistry/canonical';
import { encodeSelfies } from '../../common/chemistry/selfies/encode';
import { documentsView } from '../../common/documents';
import type { moleculesToText } from './node';

/** Molecules between two breaths. */
const STRIDE = 100;

export const run: Run<typeof moleculesToText> = async ({ molecules }, { notation, form }, context) => {
  const items: string[] = [];
  const none: string[] = [];
  let handed = 0;
  for (const [index, { smiles, id }] of molecules.items.entries()) {
    const written = form === 'written' ? smiles : canonicalSmiles(id);
    const text = notation === 'selfies' ? encodeSelfies(written) : written;
    if (text === null) none.push(written);
    else items.push(text);
    if (notation === 'selfies' && /[@/\\]/.test(written)) handed += 1;
    if (index % STRIDE === STRIDE - 1) {
      context.progress({ done: index + 1, total: molecules.items.length, message: 'writing molecules' });
      await context.breathe();
    }
  }
  const [first] = none;
  if (first !== undefined && items.length === 0)
    throw new GenloomError({
      code: 'molecules.no-selfies',
      title: 'None of these molecules can be written as SELFIES.',
      detail: `The first, ${first.slice(0, 80)}, has an atom with more bonds than the rules of SELFIES give it.`,
      fix: 'Choose SMILES.',
    });
  if (first !== undefined)
    context.log(
      'warning',
      `${none.length.toLocaleString('en')} of ${molecules.items.length.toLocaleString('en')} have an atom with more bonds than the rules of SELFIES give it, and are left out. The first: ${first.slice(0, 80)}`,
    );
  if (handed > 0)
    context.log(
      'warning',
      `${handed.toLocaleString('en')} molecules tell left from right. SELFIES is written here without that.`,
    );
  context.preview(documentsView(items), 'text');
  return { text: { items } };
};
