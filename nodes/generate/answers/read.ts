import { GenloomError, z } from '@/graph';
import { csvRows } from '../../common/read/csv';
import { decodeText } from '../../common/read/decode';
import { jsonLines } from '../../common/read/json-lines';
import type { Asked } from './asked';

/** Prompts that are read, at most, and characters of each. */
const MOST = { prompts: 100_000, characters: 100_000 } as const;

const text = z.string().max(MOST.characters);
const line = z.object({ prompt: text, reference: z.union([text, z.array(text).max(100)]).nullish() });

/** The prompts of a .jsonl or a .csv file. @throws GenloomError `answers.no-prompt`, `answers.too-many` with the place */
export async function readPrompts(
  name: string,
  bytes: Uint8Array,
  { warn, breathe }: { readonly warn: (text: string) => void; readonly breathe: () => Promise<void> },
): Promise<Asked[]> {
  const content = decodeText(bytes, name, warn);
  const asked: Asked[] = [];
  const add = (value: unknown, place: string) => {
    const found = line.safeParse(value);
    if (!found.success) throw noPrompt(name, place);
    if (asked.length === MOST.prompts) throw tooMany(name);
    const { prompt, reference } = found.data;
    asked.push({
      prompt,
      ...(reference != null && { reference: typeof reference === 'string' ? [reference] : reference }),
    });
  };
  if (/\.csv$/i.test(name)) {
    const [headings = [], ...rows] = csvRows(content, name, warn);
    const [prompt, reference] = ['prompt', 'reference'].map((one) =>
      headings.findIndex((heading) => heading.trim() === one),
    );
    rows.forEach((row, index) => {
      add({ prompt: row[prompt ?? -1], reference: row[reference ?? -1] }, `Row ${index + 2}`);
    });
  } else for await (const { number, value } of jsonLines(content, name, breathe)) add(value, `Line ${number}`);
  return asked;
}

const noPrompt = (name: string, place: string) =>
  new GenloomError({
    code: 'answers.no-prompt',
    title: `${place} of “${name}” has no prompt.`,
    detail: `Each needs a text “prompt” of at most ${MOST.characters.toLocaleString('en')} characters, and may have a “reference”: a text, or a list of texts.`,
    fix: 'Name the fields, or the columns, “prompt” and “reference”.',
  });

const tooMany = (name: string) =>
  new GenloomError({
    code: 'answers.too-many',
    title: `“${name}” holds more than ${MOST.prompts.toLocaleString('en')} prompts.`,
    fix: 'Use a part of it.',
  });
