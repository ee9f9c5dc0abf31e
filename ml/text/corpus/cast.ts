import type { Random } from '../../random';

export type Role =
  | 'ruler'
  | 'heir'
  | 'rival'
  | 'beloved'
  | 'counsellor'
  | 'captain'
  | 'fool'
  | 'nurse'
  | 'ghost'
  | 'messenger';

/** Somebody in a play. */
export interface Person {
  readonly name: string;
  readonly woman: boolean;
  /** How others address them: my lord, good nurse. */
  readonly title: string;
}

/** What a play is about: its people, its place, and the thing that everything turns on. */
export interface Story {
  readonly people: Readonly<Record<Role, Person>>;
  readonly realm: string;
  readonly town: string;
  readonly neighbour: string;
  readonly object: string;
  readonly crime: string;
}

const MEN =
  `Aldren Corvin Lucan Perrin Tavish Osric Edric Marlo Valent Brandon Rowan Caspar Dorian Emeric Fabian Gawen Hadrian Ivo Jasper Leander
  Matthias Orlan Quillon Roderic Silvan Tristan Ulric Warin Anselm Baldric Conrad Florian Gilbert Hollis`.split(/\s+/);
const WOMEN =
  `Isaura Marian Elspeth Rosalin Helena Viola Corinna Miriam Adela Beatrix Cecily Dorothea Emmeline Faye Gwendolen Hester Imogen Juliana
  Katrin Lavinia Mirabel Nerissa Olwen Portia Rhoda Sabina Thea Ursula Winifred Yolande Clarice Sylvie`.split(/\s+/);
const REALMS =
  `Orrin Valmere Caldoria Estrana Thornwall Merrow Ilvania Norwold Belmarch Arden Sarrow Lorrain Harrowmere Aldermoor Vessany
  Greycliff Tarrant Ostmark`.split(/\s+/);
const TOWNS =
  `Saltgate Millbridge Ravenford Whitby Lowharbour Ashby Fenwick Oakham Winterbourne Marlowe Redcastle Swanhithe Holloway Kingsferry
  Dunmore Larkfield`.split(/\s+/);
const OBJECTS = [
  'ring',
  'letter',
  'lantern',
  'dagger',
  'mirror',
  'crown',
  'locket',
  'key',
  'casket',
  'chalice',
  'glove',
  'seal',
  'harp',
  'will',
];
const CRIMES = [
  'murder',
  'treason',
  'theft',
  'sorcery',
  'false witness',
  'a broken oath',
  'an open gate',
  'a forged command',
];
const FOOLS = 'Patch Thimble Pocket Nettle Button Pepper Cricket Bramble Whistle Tansy Cobweb Mustard'.split(' ');

/** Draws the people of a play and what it turns on; nobody has the name of another. */
export function drawStory(random: Random): Story {
  const men = random.shuffle([...MEN]);
  const women = random.shuffle([...WOMEN]);
  const realms = random.shuffle([...REALMS]);
  const draw = (title: (woman: boolean) => string, woman = random.next() < 0.5): Person => ({
    name: (woman ? women : men).pop() ?? 'Nobody',
    woman,
    title: title(woman),
  });
  const noble = (woman: boolean) => (woman ? 'my lady' : 'my lord');
  const heirIsWoman = random.next() < 0.5;
  return {
    people: {
      ruler: draw((woman) => (woman ? 'my queen' : 'my king')),
      heir: draw(noble, heirIsWoman),
      beloved: draw(noble, !heirIsWoman),
      rival: draw(noble),
      counsellor: draw((woman) => (woman ? 'good madam' : 'good sir')),
      captain: draw(() => 'captain'),
      fool: { name: FOOLS[random.int(FOOLS.length)] ?? 'Patch', woman: random.next() < 0.3, title: 'good fool' },
      nurse: { name: 'Nurse', woman: true, title: 'good nurse' },
      ghost: { name: 'Ghost', woman: random.next() < 0.5, title: 'pale ghost' },
      messenger: { name: 'Messenger', woman: false, title: 'good friend' },
    },
    realm: realms.pop() ?? 'Orrin',
    neighbour: realms.pop() ?? 'Valmere',
    town: TOWNS[random.int(TOWNS.length)] ?? 'Saltgate',
    object: OBJECTS[random.int(OBJECTS.length)] ?? 'ring',
    crime: CRIMES[random.int(CRIMES.length)] ?? 'treason',
  };
}
