import { GenloomError, type Run } from '@/graph';
import { bodyOf, carriedOn } from '../../common/body/body';
import { fromData, itemsOf } from '../../common/body/values';
import { itemOf, type reduce } from './node';

export const run: Run<typeof reduce> = async (given, _, context) => {
  const body = bodyOf(context);
  const each = itemOf(body);
  if (!each) throw new GenloomError({ code: 'reduce.no-item', title: 'Nothing inside takes an item.' });
  let inputs: Readonly<Record<string, unknown>> = { ...given };
  const items = itemsOf(inputs[each.id]);
  if (items.length === 0)
    throw new GenloomError({
      code: 'reduce.empty',
      title: 'The list is empty.',
      detail: 'Where there is no item, nothing is made.',
      fix: 'Look at what comes in.',
    });
  let made: Readonly<Record<string, unknown>> = {};
  for (const [place, item] of items.entries()) {
    await context.breathe();
    const where = `Item ${place + 1}`;
    made = await body.run({ ...inputs, [each.id]: fromData(each.kind, item, where) }, { label: `item ${place + 1}` });
    inputs = { ...inputs, ...carriedOn(body, made) };
    context.progress({ done: place + 1, total: items.length, message: `${place + 1} of ${items.length} items` });
  }
  return Object.fromEntries(body.outputs.map(({ id }) => [id, made[id]]));
};
