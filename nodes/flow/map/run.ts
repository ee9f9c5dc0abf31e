import {
  describeError,
  GenloomError,
  hashJson,
  isJson,
  type Json,
  type Run,
  type RunContext,
  sentenceOf,
  z,
} from '@/graph';
import { atOnce as inParallel } from '../../common/at-once';
import { bodyOf } from '../../common/body/body';
import { fromData, itemsOf, toData } from '../../common/body/values';
import type { map } from './node';

type Row = Readonly<Record<string, Json>>;

/** Milliseconds between checkpoints; who is done sooner needs none. */
const KEEP_EVERY = 2_000;
/** Items of which results are remembered. */
const MOST_KEPT = 20_000;

export const run: Run<typeof map> = async (given, { atOnce, failures }, context) => {
  const body = bodyOf(context);
  const [each] = body.inputs;
  if (!each) throw new GenloomError({ code: 'map.no-item', title: 'Nothing inside takes an item.' });
  const { id: itemPort, kind: itemKind } = each;
  const { [itemPort]: list, ...rest }: Readonly<Record<string, unknown>> = { ...given };
  const items = itemsOf(list);
  const kept = await rowsKept(context);
  const rows: (Row | null)[] = items.map(() => null);
  const failed: { item: number; error: string }[] = [];
  const began = performance.now();
  let [done, keptAt, fresh] = [0, began, 0];
  const step = Math.max(1, Math.floor(items.length / 200));

  async function work(place: number): Promise<void> {
    const item = items[place] ?? null;
    const name = kept.size > 0 || items.length <= MOST_KEPT ? hashJson(item) : '';
    const known = kept.get(name);
    if (known) rows[place] = known;
    else await compute(place, item, name);
    done += 1;
    if (done % step === 0 || done === items.length)
      context.progress({
        done,
        total: items.length,
        message: `${done.toLocaleString('en')} of ${items.length.toLocaleString('en')} items`,
      });
    if (fresh > 0 && performance.now() - keptAt > KEEP_EVERY) await keep();
  }

  async function compute(place: number, item: Json, name: string): Promise<void> {
    try {
      const inputs = { ...rest, [itemPort]: fromData(itemKind, item, `Item ${place + 1}`) };
      const made = await body.run(inputs, { label: `item ${place + 1}` });
      const row = Object.fromEntries(body.outputs.map(({ id, kind }) => [id, toData(kind, made[id])]));
      rows[place] = row;
      if (name !== '' && kept.size < MOST_KEPT) kept.set(name, row);
      fresh += 1;
    } catch (error) {
      const told = describeError(error);
      if (failures === 'stop' || told.code === 'cancelled') throw error;
      failed.push({ item: place + 1, error: sentenceOf(told) });
    }
  }

  async function keep(): Promise<void> {
    [keptAt, fresh] = [performance.now(), 0];
    await context.checkpoint.save({ step: kept.size, state: { kept: [...kept] } });
  }

  try {
    await inParallel(
      items.map((_, place) => place),
      atOnce,
      work,
      context.breathe,
    );
  } finally {
    if (fresh > 0 && performance.now() - began > KEEP_EVERY) await keep();
  }
  if (items.length > 0 && failed.length === items.length)
    throw new GenloomError({
      code: 'map.all-failed',
      title: 'Every item failed.',
      ...(failed[0] && { detail: failed[0].error }),
      fix: 'Open it and look at what happens with one.',
    });
  if (failed.length > 0) context.log('warning', `${failed.length} of ${items.length} items failed.`);
  failed.sort((a, b) => a.item - b.item);
  return {
    ...Object.fromEntries(body.outputs.map(({ id }) => [id, rows.map((row) => row?.[id] ?? null)])),
    failures: failed,
  };
};

const state = z.object({ kept: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])) });

async function rowsKept({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<Map<string, Row>> {
  const found = state.safeParse((await checkpoint.load())?.state);
  const rows = found.success ? found.data.kept : [];
  return new Map(rows.flatMap(([name, row]) => (isRow(row) ? [[name, row] as const] : [])));
}

const isRow = (row: Readonly<Record<string, unknown>>): row is Row =>
  Object.values(row).every((value) => isJson(value));
