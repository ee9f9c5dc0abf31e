import { moleculesView, type Run } from '@/graph';
import { collect } from '../../common/chemistry/collect';
import { readerOf } from '../../common/chemistry/notation';
import type { readMolecules } from './node';

export const run: Run<typeof readMolecules> = async ({ text }, { notation }, context) => {
  // An empty document is what a model wrote that wrote nothing: it counts.
  const given = text.items.flatMap((document) => document.trim().split('\n'));
  const molecules = await collect(given, readerOf(notation), context);
  context.preview(moleculesView(molecules), 'molecules');
  return { molecules };
};
