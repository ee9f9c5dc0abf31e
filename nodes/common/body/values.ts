import { data, dataset, GenloomError, isJson, type Json, type Kind, kindName, matchKinds, text } from '@/graph';

/** Whether values of a kind are, or can be written as, plain data. */
export const isPlain = (kind: Kind): boolean => matchKinds(kind, data).fits;

/** A value as plain data. */
export function toData(kind: Kind, value: unknown): Json {
  const fitting = matchKinds(kind, data);
  const plain = fitting.fits && fitting.conversion ? fitting.conversion.convert(value) : value;
  return isJson(plain) ? plain : null;
}

const TAKEN = [text, data, dataset(text)].map(kindName);

/** Whether plain data can be given to an input of this kind. */
export const takesData = (kind: Kind): boolean => kind.name === 'any' || TAKEN.includes(kindName(kind));

/** Plain data as a value of the kind that an input takes. @throws GenloomError `body.item` where it is none */
export function fromData(kind: Kind, item: Json, where: string): unknown {
  const wrong = () =>
    new GenloomError({
      code: 'body.item',
      title: `${where} is no ${kind.name === 'text' ? 'text' : 'list of texts'}.`,
      detail: `It begins with ${JSON.stringify(item).slice(0, 80)}.`,
      fix: 'Take what you need of it with “Pick” or “Code” before.',
    });
  if (kind.name === 'text') {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw wrong();
  }
  if (kindName(kind) === 'dataset<text>') {
    const texts: readonly Json[] = Array.isArray(item) ? item : [item];
    if (texts.every((one) => typeof one === 'string')) return { items: texts };
    throw wrong();
  }
  return item;
}

/** What is gone through one by one: a list, or the rows of a table, each with its cells by the names of their columns. @throws GenloomError `body.no-list` */
export function itemsOf(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.filter((item): item is Json => isJson(item));
  if (isTable(value))
    return value.rows.map((row) =>
      Object.fromEntries(value.columns.map(({ name }, column) => [name, cell(row, column)])),
    );
  throw new GenloomError({
    code: 'body.no-list',
    title: 'What comes in is no list.',
    detail: `It begins with ${JSON.stringify(value)?.slice(0, 80)}.`,
    fix: 'Connect a list, documents or a table. “Pick” takes a list out of an object.',
  });
}

interface TableLike {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly unknown[];
}
const isTable = (value: unknown): value is TableLike =>
  typeof value === 'object' &&
  value !== null &&
  'columns' in value &&
  'rows' in value &&
  Array.isArray(value.columns) &&
  Array.isArray(value.rows);

function cell(row: unknown, column: number): Json {
  const value: unknown = Array.isArray(row) ? row[column] : null;
  return isJson(value) ? value : null;
}
