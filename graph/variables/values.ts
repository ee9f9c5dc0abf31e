import type { Json } from '../json';
import type { Field } from '../params';
import { VARIABLE_LIMITS, type Variable } from './schema';

/** Controls whose value is more than a value: they lead to dialogs, files or keys of the server, or set other settings too. */
const NOT_FOR: ReadonlySet<string | undefined> = new Set([
  'ranking',
  'hub',
  'connection',
  'approval',
  'url',
  'file',
  'trigger',
]);

/** The kind that a variable needs to set a field; null where none can. What decides the ports of a node stays with the node. */
export function kindFor({ type, control, decidesPorts }: Field): Variable['kind'] | null {
  if (NOT_FOR.has(control) || decidesPorts) return null;
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'truth';
  if (type === 'choice') return 'choice';
  return type === 'string' ? 'text' : null;
}

/** Whether a variable may set a field: its kind fits; a choice may also be a text, and has something in common with the choices of a field. */
export function fitsField({ kind, ...variable }: Variable, field: Field): boolean {
  const wanted = kindFor(field);
  if (kind !== 'choice' || !('options' in variable)) return wanted === kind;
  if (wanted !== 'choice') return wanted === 'text';
  return (field.options ?? []).some(({ value }) => variable.options.includes(value));
}

/** A variable with a value as a field has it, before it has an id; null where no variable can hold it. */
export function variableFor(field: Field, value: Json, name: string): WithoutId | null {
  const named = { name: name.slice(0, VARIABLE_LIMITS.name) };
  switch (kindFor(field)) {
    case 'number':
      return { ...named, kind: 'number', value: typeof value === 'number' ? value : 0 };
    case 'truth':
      return { ...named, kind: 'truth', value: value === true };
    case 'text':
      return typeof value === 'string' && value.length > VARIABLE_LIMITS.text
        ? null
        : { ...named, kind: 'text', value: typeof value === 'string' ? value : '' };
    case 'choice': {
      const options = (field.options ?? []).map((one) => one.value).slice(0, VARIABLE_LIMITS.options);
      const [first] = options;
      if (first === undefined) return null;
      return { ...named, kind: 'choice', options, value: options.find((one) => one === value) ?? first };
    }
    default:
      return null;
  }
}

type Without<V> = V extends unknown ? Omit<V, 'id'> : never;
export type WithoutId = Without<Variable>;

/** The value of a variable as people read it. */
export const valueInWords = ({ value }: Pick<Variable, 'value'>): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'number' ? value.toLocaleString('en') : value;
