/** Texts of a few thousand characters, each in a voice of its own: all ways to fill some patterns, in an order that mixes them. */
function spoken(
  patterns: readonly string[],
  words: Readonly<Record<string, readonly string[]>>,
  lines: number,
): string {
  return Array.from({ length: lines }, (_, line) => {
    let turn = line * 7;
    const pattern = patterns[line % patterns.length] ?? '';
    return pattern.replace(/\{(\w+)\}/g, (_all, kind: string) => {
      const list = words[kind] ?? [];
      turn = turn * 5 + 3 + (line >> 2);
      return list[turn % list.length] ?? '';
    });
  }).join('\n');
}

const LINES = 160;

export const SAILOR = spoken(
  [
    'Arr, the {thing} be {state}, and the {other} be {state}!',
    'Ahoy! Hoist the {thing}, ye {rogue}, afore the {other} be {state}!',
    'The {thing} be mine, ye {rogue}, and the {other} be ours!',
    'Yo ho, me {rogue}! No {other} on the {thing}, says I!',
  ],
  {
    thing: ['sail', 'anchor', 'ship', 'mast', 'deck', 'wheel', 'flag'],
    other: ['rum', 'gold', 'wind', 'storm', 'parrot', 'shark', 'tide'],
    state: ['gone', 'foul', 'fair', 'lost', 'drowned', 'ashore'],
    rogue: ['dogs', 'lads', 'scurvy rats', 'hearties', 'swabs'],
  },
  LINES,
);

export const FORECAST = spoken(
  [
    'The {day} brings {weather} in the {place}, at {number} degrees.',
    'In the {place}, {weather} is expected on {weekday}; wind from the {place}.',
    'The outlook for {weekday}: {weather}, {number} degrees, later {weather}.',
    'The {place} stays dry until {weekday}, with {weather} in the {day}.',
  ],
  {
    day: ['morning', 'afternoon', 'evening', 'night'],
    weather: ['light rain', 'heavy snow', 'thick fog', 'sunshine', 'hail', 'low cloud', 'frost'],
    place: ['north', 'south', 'east', 'west', 'far north', 'far south'],
    number: ['two', 'five', 'nine', 'eleven', 'fourteen', 'twenty'],
    weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  },
  LINES,
);

export const COOK = spoken(
  [
    'The {food} should {verb} for {number} minutes before you add the {other}.',
    'Take {number} spoons of {other} and stir them into the {food}.',
    'Cut the {food} into small pieces, then {verb} them with {other}.',
    'The {other} comes last: serve it with warm {food}.',
  ],
  {
    food: ['soup', 'dough', 'rice', 'carrots', 'pears', 'pasta', 'leeks'],
    other: ['butter', 'salt', 'honey', 'cream', 'flour', 'pepper', 'vinegar'],
    verb: ['simmer', 'bake', 'rest', 'boil', 'fry'],
    number: ['two', 'three', 'five', 'ten', 'thirty'],
  },
  LINES,
);
