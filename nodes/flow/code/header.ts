import { data, dataset, type Kind, type Ports, text } from '@/graph';

/** What a header may call a kind. */
export const KINDS: Readonly<Record<string, Kind>> = { text, texts: dataset(text), data };

export interface Declared {
  readonly name: string;
  readonly kind: string;
}
export interface Header {
  readonly inputs: readonly Declared[];
  readonly outputs: readonly Declared[];
  /** What is wrong with it, in a sentence; null where nothing is. */
  readonly problem: string | null;
}

const MOST = 20;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;
/** Words that JavaScript keeps to itself. */
const RESERVED = new Set(
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** Reads the ports of a program from its first comments: `// in: story: text, limit: data` and `// out: words: data`. */
export function headerOf(code: string): Header {
  const problems: string[] = [];
  const read = (word: 'in' | 'out'): readonly Declared[] => {
    const line = new RegExp(`^[ \\t]*//[ \\t]*${word}:(.*)$`, 'm').exec(code)?.[1]?.trim() ?? '';
    const declared = line === '' ? [] : line.split(',', MOST + 1).map(parsed);
    const names = declared.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) problems.push(`“${twice}” stands twice in “// ${word}:”.`);
    if (declared.length > MOST) problems.push(`A program has at most ${MOST} ports on a side.`);
    for (const { name, kind } of declared) {
      if (!NAME.test(name) || RESERVED.has(name)) problems.push(`“${name}” cannot be the name of a port.`);
      else if (!Object.hasOwn(KINDS, kind))
        problems.push(`“${name}” is of the kind “${kind}”; a port is text, texts or data.`);
    }
    return declared.filter(({ name, kind }) => NAME.test(name) && Object.hasOwn(KINDS, kind));
  };
  const inputs = read('in');
  const outputs = read('out');
  if (outputs.length === 0 && problems.length === 0)
    problems.push(
      'The first lines say what goes in and what comes out: “// in: story: text” and “// out: words: data”.',
    );
  return { inputs, outputs, problem: problems[0] ?? null };
}

function parsed(part: string): Declared {
  const [name = '', kind = 'data'] = part.split(':').map((word) => word.trim());
  return { name, kind };
}

export const portsOf = (declared: readonly Declared[]): Ports =>
  Object.fromEntries(declared.flatMap(({ name, kind }) => (KINDS[kind] ? [[name, KINDS[kind]]] : [])));
