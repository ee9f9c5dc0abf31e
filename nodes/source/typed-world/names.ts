import type { Random } from '@/ml/random';

export type EntityType = 'person' | 'place' | 'organisation' | 'work';

const STARTS = ['Ba', 'Do', 'Fe', 'Ga', 'Hu', 'Ki', 'Lo', 'Mi', 'Na', 'Pe', 'Ra', 'Su', 'Ta', 'Vo', 'Ze', 'Bri', 'Cla'];
const MIDDLES = ['la', 'ne', 'ri', 'so', 'tu', 'va', 'mi', 'do', 'ku', 'be', 'lin', 'mar', 'sel', 'tor'];
const FIRST_ENDS = ['n', 's', 'l', 'r', 'm', 'na', 'ra', 'ta'];
const FAMILY_ENDS = ['ck', 'nt', 'rd', 'sson', 'vik', 'lli', 'mov', 'tte'];
const PLACE_ENDS = ['burg', 'ford', 'mouth', 'stead', 'wick', 'holm', 'dale', 'shire'];
const BEFORE_PLACES = ['Upper', 'Port', 'Old', 'Lake', 'Saint'];
const KINDS_OF_PLACE = ['Observatory', 'Academy', 'Ferries', 'Mills', 'Press', 'Museum', 'Hospital', 'Railways'];
const KINDS_OF_FAMILY = ['& Sons', 'Brothers', 'Trust', 'and Partners', 'Foundry', 'Institute'];
const ADJECTIVES = ['Silent', 'Winter', 'Broken', 'Golden', 'Last', 'Hidden', 'Patient', 'Distant', 'Hollow', 'Quiet'];
const NOUNS = ['River', 'Lantern', 'Garden', 'Mirror', 'Orchard', 'Letter', 'Harbour', 'Clock', 'Bridge', 'Falcon'];
const MORE_NOUNS = ['Rain', 'Salt', 'Ashes', 'Bells', 'Snow', 'Honey', 'Ink', 'Thunder', 'Moss', 'Amber'];

/** Draws names that nobody has yet, of the look that names of a type have. @param taken names that are given away, also to another world */
export function createNames(random: Random, taken: Set<string>): (type: EntityType) => string {
  const pick = (some: readonly string[]): string => some[random.int(some.length)] ?? '';
  const chance = (share: number) => random.next() < share;
  const word = (ends: readonly string[], more: number) =>
    pick(STARTS) + Array.from({ length: more + Number(chance(0.35)) }, () => pick(MIDDLES)).join('') + pick(ends);
  const family = () => word(FAMILY_ENDS, 0);
  const makers: Readonly<Record<EntityType, () => string>> = {
    person: () => `${word(FIRST_ENDS, 0)} ${family()}`,
    place: () => (chance(0.2) ? `${pick(BEFORE_PLACES)} ` : '') + word(PLACE_ENDS, 0),
    organisation: () =>
      chance(0.5) ? `${word(PLACE_ENDS, 0)} ${pick(KINDS_OF_PLACE)}` : `${family()} ${pick(KINDS_OF_FAMILY)}`,
    work: () => {
      const way = random.int(4);
      if (way === 0) return `The ${pick(ADJECTIVES)} ${pick(NOUNS)}`;
      if (way === 1) return `${pick(MORE_NOUNS)} and ${pick(MORE_NOUNS)}`;
      if (way === 2) return `A ${pick(NOUNS)} for ${word(FIRST_ENDS, 0)}`;
      return `The ${pick(NOUNS)} of ${word(PLACE_ENDS, 0)}`;
    },
  };
  return (type) => {
    for (let tries = 0; ; tries++) {
      // Where all short ones are given away they become longer.
      const name = makers[type]() + (tries > 200 ? ` ${word(FAMILY_ENDS, tries >> 8)}` : '');
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
