import { GenloomError } from '@/graph';
import { isRecord, jsonLines } from '../../../common/read/json-lines';

/**
 * The texts of one field of JSON Lines; dots lead into objects.
 * @throws GenloomError `jsonl.bad-line` and `jsonl.no-field`, both with the number of the line
 */
export async function jsonlField(
  lines: string,
  field: string,
  name: string,
  breathe: () => Promise<void>,
): Promise<string[]> {
  const texts: string[] = [];
  for await (const { value, number } of jsonLines(lines, name, breathe)) texts.push(textAt(value, field, number, name));
  return texts;
}

function textAt(value: unknown, field: string, number: number, name: string): string {
  let current = value;
  for (const key of isRecord(value) && Object.hasOwn(value, field) ? [field] : field.split('.')) {
    if (isRecord(current) && Object.hasOwn(current, key)) current = current[key];
    else throw noField(current, field, number, name);
  }
  if (typeof current === 'string') return current;
  if (current === null) return '';
  if (typeof current === 'number' || typeof current === 'boolean') return String(current);
  throw noField(current, field, number, name);
}

function noField(where: unknown, field: string, number: number, name: string): GenloomError {
  const fields = isRecord(where) ? Object.keys(where).slice(0, 20) : [];
  return new GenloomError({
    code: 'jsonl.no-field',
    title: `Line ${number.toLocaleString('en')} of “${name}” has no text in a field “${field}”.`,
    detail:
      fields.length > 0 ? `It has: ${fields.map((one) => `“${one.slice(0, 60)}”`).join(', ')}.` : 'It is no object.',
    fix: 'Set “Field of a .jsonl” to the field that holds the text.',
  });
}
