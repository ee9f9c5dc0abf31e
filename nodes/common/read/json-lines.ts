import { GenloomError } from '@/graph';

/** A line of JSON Lines, read. */
export interface JsonLine {
  readonly value: unknown;
  /** Counted from 1, empty lines too. */
  readonly number: number;
}

/** The lines of JSON Lines in order, without empty ones. @throws GenloomError `jsonl.bad-line` with the number of the line */
export async function* jsonLines(lines: string, name: string, breathe: () => Promise<void>): AsyncGenerator<JsonLine> {
  let start = 0;
  for (let number = 1; start < lines.length; number++) {
    const next = lines.indexOf('\n', start);
    const end = next < 0 ? lines.length : next;
    const line = lines.slice(start, end).trim();
    start = end + 1;
    if (line !== '') yield { value: parseLine(line, number, name), number };
    if (number % 1_000 === 0) await breathe();
  }
}

/** A line of JSON Lines. @throws GenloomError `jsonl.bad-line` with its number */
export function parseLine(line: string, number: number, name: string): unknown {
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

/** Whether a value read from JSON is an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
