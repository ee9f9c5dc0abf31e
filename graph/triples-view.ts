import type { Triples } from './kinds';
import { type TriplesView, VIEW_LIMITS } from './view';

/** Facts and entities that are drawn, and characters of each source. */
const SMALL = { facts: 40, entities: 26, sources: 0, characters: 0 };
const LARGE = { facts: 400, entities: 180, sources: 3, characters: 300 };

/** What can be seen of a knowledge graph: facts from `offset` on with the entities that they are about, as many as a picture can hold. */
export function triplesView(value: Triples, large = false, offset = 0): TriplesView {
  const most = large ? LARGE : SMALL;
  const places = new Map<number, number>();
  const entities: TriplesView['entities'][number][] = [];
  const facts: TriplesView['facts'][number][] = [];
  let left: number = VIEW_LIMITS.characters;
  const take = (text: string, length: number) => {
    const taken = text.length > length ? `${text.slice(0, length)}…` : text;
    left -= taken.length;
    return taken;
  };
  const placeOf = (at: number): number => {
    const known = places.get(at);
    if (known !== undefined) return known;
    const { name = '', type, aliases } = value.entities[at] ?? {};
    places.set(at, entities.length);
    return (
      entities.push({
        name: take(name, 120),
        ...(type !== undefined && { type: take(type, 60) }),
        ...(large && aliases && { aliases: aliases.slice(0, 8).map((alias) => take(alias, 120)) }),
      }) - 1
    );
  };
  for (const one of value.triples.slice(offset, offset + most.facts)) {
    const more = Number(!places.has(one.subject)) + Number(!places.has(one.object));
    if (places.size + more > most.entities || left <= 0) continue;
    const sources = (one.sources ?? [])
      .slice(0, most.sources)
      .map((place) => take(value.sources[place] ?? '', most.characters));
    facts.push({
      subject: placeOf(one.subject),
      relation: take(one.relation, 80),
      object: placeOf(one.object),
      ...(sources.length > 0 && { sources }),
      ...(one.sureness !== undefined && { sureness: one.sureness }),
      ...(one.count !== undefined && { count: one.count }),
      ...(one.seconds !== undefined && { seconds: one.seconds }),
    });
  }
  // What no fact is about is shown where there is room and nothing else to see.
  if (value.triples.length === 0) for (const at of value.entities.slice(0, most.entities).keys()) placeOf(at);
  return {
    view: 'triples',
    entityCount: value.entities.length,
    factCount: value.triples.length,
    entities,
    facts,
  };
}
