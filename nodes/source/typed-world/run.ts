import { collectTriples, type Entity, hashJson, type Run, type Triples, triplesView } from '@/graph';
import { createRandom, type Random } from '@/ml/random';
import type { sourceTypedWorld } from './node';
import { VOCABULARY } from './relations';
import { createTeller, type Told } from './tell';
import { makeWorld, type Thing } from './world';

export const run: Run<typeof sourceTypedWorld> = async (
  _inputs,
  { sentences, heldOut, people, spelling, world },
  context,
) => {
  const random = createRandom(`typed world/${world}`);
  const taken = new Set<string>();
  const tell = async (label: string, count: number, kept: (told: Told) => boolean) => {
    const own = random.split(label);
    const next = createTeller(makeWorld(people, own.split('world'), taken), own.split('tell'));
    const seen = new Set<string>();
    const all: Told[] = [];
    for (let tries = 0; all.length < count && tries < 60 * count; tries++) {
      const told = next();
      if (seen.has(told.text) || !kept(told)) continue;
      seen.add(told.text);
      all.push(told);
      if (tries % 500 === 0) await context.breathe();
    }
    if (all.length < count)
      context.log(
        'warning',
        `So small a world has no more to tell: ${all.length.toLocaleString('en')} texts were made.`,
      );
    return all;
  };
  const training = graphOf(await tell('training', sentences, ({ combination }) => !isHeldOut(combination)));
  const aside = await tell('held out', heldOut, () => true);
  const others = otherwise(aside, spelling, random.split('spelling'));
  const held = graphOf(others);
  context.preview(triplesView(held), 'heldOut');
  return { training, heldOut: held, text: { items: others.map(({ text }) => text) } };
};

/** A fifth of the combinations of two facts and more are never told in what is learned from. */
const isHeldOut = (combination: string): boolean =>
  combination.includes(',') && Number.parseInt(hashJson(combination).slice(0, 6), 16) % 5 === 0;

interface Spelt extends Told {
  readonly spelt?: ReadonlyMap<string, string>;
}

/** Lets some texts write a person's name with an initial, or another name with a letter left out. */
function otherwise(all: readonly Told[], share: number, random: Random): Spelt[] {
  return all.map((told) => {
    const things = [...told.named, ...told.facts.flatMap(({ subject, object }) => [subject, object])];
    const thing = things[random.int(Math.max(1, things.length))];
    if (random.next() >= share || !thing) return told;
    const written = respelt(thing, random);
    return { ...told, text: told.text.replaceAll(thing.name, written), spelt: new Map([[thing.name, written]]) };
  });
}

function respelt({ name, type }: Thing, random: Random): string {
  if (type === 'person' && random.next() < 0.5) return name.replace(/^(\p{L})\p{L}*/u, '$1.');
  const words = name.split(' ');
  const longest = words.reduce((best, word, at) => (word.length > (words[best]?.length ?? 0) ? at : best), 0);
  const word = words[longest] ?? '';
  const at = 2 + random.int(Math.max(1, word.length - 3));
  words[longest] = word.slice(0, at) + word.slice(at + 1);
  return words.join(' ');
}

function graphOf(all: readonly Spelt[]): Triples {
  const aliases = new Map<string, Set<string>>();
  for (const { spelt } of all)
    for (const [name, written] of spelt ?? []) aliases.set(name, (aliases.get(name) ?? new Set()).add(written));
  const collected = collectTriples();
  const placeOf = ({ name, type }: Thing): number => {
    const others = aliases.get(name);
    const entity: Entity = { name, type, ...(others && { aliases: [...others] }) };
    return collected.entity(entity);
  };
  for (const { text, facts, named } of all) {
    collected.source(text);
    for (const thing of named) placeOf(thing);
    for (const { subject, relation, object } of facts)
      collected.fact(placeOf(subject), relation.name, placeOf(object), text);
  }
  return collected.made({ vocabulary: VOCABULARY });
}
