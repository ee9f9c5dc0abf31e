import { GenloomError } from '@/graph';

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
  let start = 0;
  for (let number = 1; start < lines.length; number++) {
    const next = lines.indexOf('\n', start);
    const end = next < 0 ? lines.length : next;
    const line = lines.slice(start, end).trim();
    start = end + 1;
    if (line !== '') texts.push(textAt(parseLine(line, number, name), field, number, name));
    if (number % 1_000 === 0) await breathe();
  }
  return texts;
}

function parseLine(line: string, number: number, name: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'jsonl.bad-line',
        title: `Line ${number.toLocaleString('en')} of “${name}” is not JSON.`,
        detail: `${cause instanceof Error ? cause.message : ''} It reads: ${line.slice(0, 80)}${line.length > 80 ? '…' : ''}`,
        fix: 'Each line must hold one whole JSON object. Mend the line, or leave it out.',
      },
      { cause },
    );
  }
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
