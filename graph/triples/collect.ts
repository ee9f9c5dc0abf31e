import type { Entity, Triple, Triples } from '../kinds';

type Said = Omit<Triple, 'subject' | 'object' | 'relation' | 'sources'>;

/** Puts a knowledge graph together: the same entity, source and fact are there once, however often they are added. */
export function collectTriples() {
  const entities: Entity[] = [];
  const triples: Triple[] = [];
  const sources: string[] = [];
  const entityPlaces = new Map<string, number>();
  const sourcePlaces = new Map<string, number>();
  const triplePlaces = new Map<string, number>();
  const place = <Item>(key: string, item: Item, list: Item[], places: Map<string, number>): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, list.length);
    return list.push(item) - 1;
  };
  /** Where a text is kept as a source. */
  const source = (text: string) => place(text, text, sources, sourcePlaces);
  /** Where an entity is kept: one of this address, or else of this name and type. */
  const entity = (one: Entity) => place(one.iri ?? `${one.type ?? ''}\0${one.name}`, one, entities, entityPlaces);
  return {
    source,
    entity,
    /** A fact between two entities by their places, and the text that says so. */
    fact(subject: number, relation: string, object: number, text?: string, said: Said = {}): void {
      const at = text === undefined ? undefined : source(text);
      const one: Triple = { subject, relation, object, ...said };
      const index = place(`${subject}\0${relation}\0${object}`, one, triples, triplePlaces);
      const known = triples[index];
      if (at === undefined || !known || known.sources?.includes(at)) return;
      const sureness = Math.max(known.sureness ?? 0, said.sureness ?? 0);
      triples[index] = {
        ...known,
        sources: [...(known.sources ?? []), at],
        ...(sureness > 0 && { sureness }),
      };
    },
    made: (rest: Pick<Triples, 'iris' | 'vocabulary'> = {}): Triples => ({ entities, triples, sources, ...rest }),
  };
}

/** The types of entities and the relations of a knowledge graph, each once and in the order of the alphabet, or as it says itself. */
export function vocabularyOf({ entities, triples, vocabulary }: Triples): NonNullable<Triples['vocabulary']> {
  const sorted = (words: readonly string[]) => [...new Set(words)].sort();
  return (
    vocabulary ?? {
      types: sorted(entities.flatMap(({ type }) => type ?? [])),
      relations: sorted(triples.map(({ relation }) => relation)),
    }
  );
}
