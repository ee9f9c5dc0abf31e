import { moleculesView, type Run } from '@/graph';
import { collect } from '../../common/chemistry/collect';
import { readSmiles } from '../../common/chemistry/read';
import type { readMolecules } from './node';

export const run: Run<typeof readMolecules> = async ({ text }, _params, context) => {
  // An empty document is what a model wrote that wrote nothing: it counts.
  const given = text.items.flatMap((document) => document.trim().split('\n'));
  const molecules = await collect(given, readSmiles, context);
  context.preview(moleculesView(molecules), 'molecules');
  return { molecules };
};
