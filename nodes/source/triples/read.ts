import { GenloomError, type Triples } from '@/graph';

type Warn = (text: string) => void;

/** The most facts of a file. */
export const MOST_FACTS = 500_000;

/**
 * A knowledge graph of a file, by the ending of its name. Each format’s library is loaded with the first file of it.
 * @throws GenloomError `triples.unreadable`, `triples.no-columns`, `triples.unknown-format`, `triples.too-many`
 */
export async function readTriples(name: string, text: string, warn: Warn): Promise<Triples> {
  const read = await readAs(/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '', name, text, warn);
  if (read.triples.length > MOST_FACTS)
    throw new GenloomError({
      code: 'triples.too-many',
      title: `“${name}” holds ${read.triples.length.toLocaleString('en')} facts.`,
      fix: `Use a part of at most ${MOST_FACTS.toLocaleString('en')}.`,
    });
  return read;
}

async function readAs(ending: string, name: string, text: string, warn: Warn): Promise<Triples> {
  switch (ending) {
    case 'nt':
    case 'ttl':
      return (await import('./rdf')).readTurtle(name, text, ending, warn);
    case 'json':
    case 'jsonld':
      return (await import('./json-ld')).readJsonLd(name, text);
    case 'graphml':
    case 'xml':
      return (await import('./graphml')).readGraphMl(name, text, warn);
    case 'csv':
    case 'tsv':
      return (await import('./table')).readFactTable(name, text, warn);
    default:
      throw new GenloomError({
        code: 'triples.unknown-format',
        title: `“${name}” is of no format that is read here.`,
        fix: 'Choose a .jsonld, .graphml, .nt, .ttl or .csv file.',
      });
  }
}

/** A file that does not keep to its format. */
export const unreadable = (name: string, format: string, cause: unknown) =>
  new GenloomError(
    {
      code: 'triples.unreadable',
      title: `“${name}” cannot be read as ${format}.`,
      detail: (cause instanceof Error ? cause.message : String(cause)).slice(0, 300),
      fix: 'Mend the file at that place, or save it again from the program that made it.',
    },
    { cause },
  );
