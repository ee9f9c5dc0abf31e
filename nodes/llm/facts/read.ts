import { z } from '@/graph';

const name = z.string().trim().min(1).max(300);
const fact = z.object({
  subject: name,
  subjectType: name.nullish(),
  relation: name,
  object: name,
  objectType: name.nullish(),
});
export type WrittenFact = z.infer<typeof fact>;

/** What a model that can is held to. */
export const factsSchema = (types: readonly string[], relations: readonly string[]) => {
  const word = (words: readonly string[]) => ({ type: 'string', ...(words.length > 0 && { enum: [...words] }) });
  const properties = {
    subject: word([]),
    subjectType: word(types),
    relation: word(relations),
    object: word([]),
    objectType: word(types),
  };
  return {
    type: 'object',
    additionalProperties: false,
    required: ['facts'],
    properties: {
      facts: {
        type: 'array',
        items: { type: 'object', additionalProperties: false, required: Object.keys(properties), properties },
      },
    },
  };
};

/** The facts of an answer, and how many things in it are none. An object with a list, a list, or an object a line; words and fences around are passed over. */
export function readWritten(answer: string): { readonly facts: WrittenFact[]; readonly bad: number } {
  const whole = jsonIn(answer);
  const items = whole === undefined ? answer.split('\n').flatMap(lineOf) : listIn(whole);
  const facts: WrittenFact[] = [];
  let bad = 0;
  for (const item of items) {
    const read = fact.safeParse(item);
    if (read.success) facts.push(read.data);
    else bad += 1;
  }
  return { facts, bad };
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const held = z.object({ facts: z.array(z.unknown()) }).safeParse(value);
  return held.success ? held.data.facts : [value];
}

/** From the first bracket to the last, where that is JSON. */
function jsonIn(answer: string): unknown {
  const begin = answer.search(/[[{]/);
  const end = Math.max(answer.lastIndexOf(']'), answer.lastIndexOf('}'));
  // What goes on with another object behind it is a list of lines.
  if (begin < 0 || end < begin || /^\s*\{/m.test(answer.slice(end + 1))) return undefined;
  return parsed(answer.slice(begin, end + 1));
}

/** A line that begins as an object does, whether it can be read or not: what cannot is counted. */
const lineOf = (line: string): unknown[] => {
  const text = line.trim().replace(/,$/, '');
  return text.startsWith('{') ? [parsed(text)] : [];
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
