import {
  type Body,
  describeError,
  GenloomError,
  hashJson,
  type Json,
  type JsonObject,
  type RandomSource,
  type Run,
  type RunContext,
  sentenceOf,
  type Table,
  type TableCell,
  type TableColumn,
  z,
} from '@/graph';
import { bodyOf } from '../../common/body/body';
import { measuresOf } from './measures';
import type { sweep } from './node';
import { parallelView } from './plot';
import { drawOf, gridOf, settingsOf, type Varied } from './settings';

type Measures = Readonly<Record<string, number>>;
interface Try {
  readonly settings: JsonObject;
  readonly measures: Measures | null;
}
type Named = Varied & { readonly name: string };

/** Milliseconds after which a try is worth remembering. */
const KEEP_FROM = 1_000;

export const run: Run<typeof sweep> = async (given, { vary, search, tries, better, failing }, context) => {
  const body = bodyOf(context);
  const varied = named(settingsOf(vary).settings, body);
  const choices = search === 'grid' ? grid(varied, tries, context) : drawn(varied, tries, context.random);
  const kept = await triesKept(context);
  const done: Try[] = [];
  for (const settings of choices) {
    await context.breathe();
    const name = hashJson(settings);
    const known = kept.get(name);
    const began = performance.now();
    const measures = known ?? (await attempt(body, { ...given }, settings, done.length + 1, failing, context));
    if (measures && !known && performance.now() - began > KEEP_FROM) {
      kept.set(name, measures);
      await context.checkpoint.save({ step: kept.size, state: { kept: [...kept] } });
    }
    done.push({ settings, measures });
    if (measures) context.metric(done.length, measures);
    context.progress({ done: done.length, total: choices.length, message: `Try ${done.length} of ${choices.length}` });
  }
  const [first] = done.flatMap(({ measures }) => (measures ? Object.keys(measures) : []));
  if (first === undefined) throw nothing(done.length);
  const results = tableOf(varied, done, first, better);
  const best = bestOf(done, first, better);
  context.preview(parallelView(results, best ? done.indexOf(best) : null), 'plot', 'stays');
  return { results, best: best ? { settings: titled(best.settings, varied), measures: { ...best.measures } } : null };
};

/** What is varied, by the names of the settings. @throws GenloomError where there is no such setting */
function named(settings: readonly Varied[], body: Body): readonly Named[] {
  return settings.map((one) => {
    const found = body.settings.find(({ name, title }) =>
      [name, title].some((known) => known.toLowerCase() === one.title.toLowerCase()),
    );
    if (found) return { ...one, name: found.name };
    const there = body.settings.map(({ title }) => `“${title}”`).join(', ');
    throw new GenloomError({
      code: 'sweep.no-setting',
      title: `Nothing is called “${one.title}”.`,
      detail: there === '' ? 'No setting inside is set from outside yet.' : `Set from outside are ${there}.`,
      fix: 'Open it, select the node that has the setting, and press the arrow beside it.',
    });
  });
}

/** Every combination, the last setting changing first. */
function grid(varied: readonly Named[], most: number, { log }: Pick<RunContext, 'log'>): readonly JsonObject[] {
  const count = varied.reduce((product, one) => product * gridOf(one).length, 1);
  if (count > most)
    log('warning', `Of ${count.toLocaleString('en')} combinations the first ${most.toLocaleString('en')} are tried.`);
  return Array.from({ length: Math.min(count, most) }, (_, place) => {
    const settings: Record<string, Json> = {};
    let left = place;
    for (const one of [...varied].reverse()) {
      const values = gridOf(one);
      settings[one.name] = values[left % values.length] ?? null;
      left = Math.floor(left / values.length);
    }
    return settings;
  });
}

/** Combinations drawn one by one, the same for the same seed; more of them begin with the same ones. */
function drawn(varied: readonly Named[], most: number, random: RandomSource): readonly JsonObject[] {
  return Array.from({ length: most }, () =>
    Object.fromEntries(varied.map((one) => [one.name, drawOf(one, random.next())])),
  );
}

async function attempt(
  body: Body,
  inputs: Readonly<Record<string, unknown>>,
  settings: JsonObject,
  place: number,
  failing: 'stop' | 'collect',
  { log }: Pick<RunContext, 'log'>,
): Promise<Measures | null> {
  try {
    return measuresOf(body.outputs, await body.run(inputs, { label: `try ${place}`, settings }));
  } catch (error) {
    const told = describeError(error);
    if (failing === 'stop' || told.code === 'cancelled') throw error;
    log('warning', `Try ${place} failed. ${sentenceOf(told)}`);
    return null;
  }
}

function bestOf(done: readonly Try[], measure: string, better: 'lower' | 'higher'): Try | null {
  const of = ({ measures }: Try) => measures?.[measure] ?? Number.NaN;
  return done.reduce<Try | null>((best, one) => {
    if (Number.isNaN(of(one))) return best;
    if (!best) return one;
    return (better === 'lower' ? of(one) < of(best) : of(one) > of(best)) ? one : best;
  }, null);
}

function tableOf(varied: readonly Named[], done: readonly Try[], first: string, better: 'lower' | 'higher'): Table {
  const names = [...new Set(done.flatMap(({ measures }) => Object.keys(measures ?? {})))];
  const columns: TableColumn[] = [
    ...varied.map(({ title, name }) =>
      settingColumn(
        title,
        done.map(({ settings }) => settings[name] ?? null),
      ),
    ),
    ...names.map((name): TableColumn => ({ name, kind: 'number', decimals: 4, ...(name === first && { better }) })),
  ];
  return {
    columns,
    rows: done.map(({ settings, measures }) => [
      ...varied.map(({ name }) => cellOf(settings[name] ?? null)),
      ...names.map((name) => measures?.[name] ?? null),
    ]),
  };
}

function settingColumn(name: string, values: readonly Json[]): TableColumn {
  if (values.every((value) => typeof value === 'number'))
    return { name, kind: values.every((value) => Number.isInteger(value)) ? 'whole' : 'number' };
  return { name, kind: 'category', categories: [...new Set(values.map((value) => String(cellOf(value))))] };
}

function cellOf(value: Json): TableCell {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' || value === null ? value : String(value);
}

const titled = (settings: JsonObject, varied: readonly Named[]): JsonObject =>
  Object.fromEntries(varied.map(({ title, name }) => [title, settings[name] ?? null]));

const nothing = (count: number) =>
  new GenloomError({
    code: 'sweep.nothing',
    title: count === 0 ? 'There is nothing to try.' : 'No try gave a number.',
    detail: 'What leads to an “Output” inside has to be metrics, a number, or an object with numbers.',
    fix: 'Open it and look at one run of what is inside.',
  });

const state = z.object({ kept: z.array(z.tuple([z.string(), z.record(z.string(), z.number())])) });

async function triesKept({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<Map<string, Measures>> {
  const found = state.safeParse((await checkpoint.load())?.state);
  return new Map(found.success ? found.data.kept : []);
}
