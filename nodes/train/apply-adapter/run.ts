import type { Run } from '@/graph';
import { withMerged } from '../../common/adapter';
import type { applyAdapter } from './node';

export const run: Run<typeof applyAdapter> = ({ model, adapter, second, third }, params, { log }) => {
  const { model: merged, strangers } = withMerged(model, [
    { name: 'Adapter', adapter, strength: params.strength },
    ...(second ? [{ name: 'Second adapter', adapter: second, strength: params.secondStrength }] : []),
    ...(third ? [{ name: 'Third adapter', adapter: third, strength: params.thirdStrength }] : []),
  ]);
  for (const name of strangers)
    log('warning', `“${name}” was trained beside other weights than these. It fits, and may not do what it learned.`);
  return { model: { ...merged, validationLoss: null } };
};
