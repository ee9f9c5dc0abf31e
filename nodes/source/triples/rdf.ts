import { type Term as ParsedTerm, Parser, type Quad } from 'n3';
import { GenloomError, type Statement, type Term, type Triples, triplesOfStatements } from '@/graph';
import { unreadable } from './read';

/** N-Triples and Turtle by N3.js. Lines of N-Triples that cannot be read are left out and counted; in Turtle one bad line makes others bad. */
export function readTurtle(name: string, text: string, ending: 'nt' | 'ttl', warn: (text: string) => void): Triples {
  const format = ending === 'nt' ? 'N-Triples' : 'Turtle';
  try {
    return triplesOfStatements(parsed(text, format));
  } catch (cause) {
    if (ending === 'ttl') throw unreadable(name, format, cause);
    const read = linesOf(text);
    if (read.statements.length === 0) throw unreadable(name, format, cause);
    warn(
      `${read.bad.toLocaleString('en')} lines of “${name}” are no N-Triples and were left out, the first of them line ${read.first}.`,
    );
    return triplesOfStatements(read.statements);
  }
}

function linesOf(text: string) {
  const statements: Statement[] = [];
  let [bad, first] = [0, 0];
  for (const [index, line] of text.split('\n').entries())
    try {
      statements.push(...parsed(line, 'N-Triples'));
    } catch {
      bad += 1;
      first ||= index + 1;
    }
  return { statements, bad, first };
}

const parsed = (text: string, format: string): Statement[] =>
  // A prefix for nodes without an address keeps those of one line and another the same.
  new Parser({ format, blankNodePrefix: '' }).parse(text).map(statementOf);

const statementOf = ({ subject, predicate, object }: Quad): Statement => ({
  subject: termOf(subject),
  predicate: predicate.value,
  object: termOf(object),
});

function termOf(one: ParsedTerm): Term {
  switch (one.termType) {
    case 'NamedNode':
      return { term: 'iri', value: one.value };
    case 'BlankNode':
      return { term: 'blank', value: one.value };
    case 'Literal':
      return { term: 'literal', value: one.value, datatype: one.datatype.value };
    default:
      throw new GenloomError({
        code: 'triples.other-terms',
        title: 'This file has facts about facts, or variables, in a form that is not read here.',
        fix: 'Save it as RDF 1.1, in which only things and texts stand.',
      });
  }
}
