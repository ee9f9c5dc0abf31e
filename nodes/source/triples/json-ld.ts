import jsonld from 'jsonld';
import { GenloomError, type Statement, type Term, type Triples, triplesOfStatements, z } from '@/graph';
import { unreadable } from './read';

const term = z.object({
  termType: z.enum(['NamedNode', 'BlankNode', 'Literal']),
  value: z.string(),
  datatype: z.object({ value: z.string() }).optional(),
});
const statements = z.array(z.object({ subject: term, predicate: z.object({ value: z.string() }), object: term }));

/** JSON-LD by jsonld.js, without a network: a context that stands elsewhere is refused by its address. */
export async function readJsonLd(name: string, text: string): Promise<Triples> {
  const read = async () => {
    const document: jsonld.JsonLdDocument = JSON.parse(text);
    return statements.parse(await jsonld.toRDF(document, { documentLoader: refuse }));
  };
  const found = await read().catch((cause: unknown) => {
    const remote = remoteIn(cause);
    throw remote ?? unreadable(name, 'JSON-LD', cause);
  });
  return triplesOfStatements(
    found.map(
      ({ subject, predicate, object }): Statement => ({
        subject: termOf(subject),
        predicate: predicate.value,
        object: termOf(object),
      }),
    ),
  );
}

function termOf({ termType, value, datatype }: z.infer<typeof term>): Term {
  if (termType === 'Literal') return { term: 'literal', value, ...(datatype && { datatype: datatype.value }) };
  return termType === 'NamedNode' ? { term: 'iri', value } : { term: 'blank', value: value.replace(/^_:/, '') };
}

const refuse = async (url: string): Promise<never> => {
  throw new GenloomError({
    code: 'triples.remote-context',
    title: `This file’s context stands at ${url.slice(0, 200)}.`,
    detail: 'Nothing is fetched when a file is read.',
    fix: 'Save it expanded, or with its context inside it.',
  });
};

/** Our own refusal, which jsonld.js wraps in errors of its own. */
function remoteIn(thrown: unknown): GenloomError | undefined {
  for (let one = thrown, depth = 0; one instanceof Error && depth < 8; depth++) {
    if (one instanceof GenloomError) return one;
    const inner: unknown = 'details' in one ? one.details : undefined;
    one = typeof inner === 'object' && inner !== null && 'cause' in inner ? inner.cause : undefined;
  }
  return undefined;
}
