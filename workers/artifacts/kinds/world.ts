import { WORLD_TITLES, type World } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** A world as JSON: its name and its settings. */
export const world: Codec<World> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value) => ({
    view: 'numbers',
    items: Object.entries(value.settings).flatMap(([name, one]) =>
      typeof one === 'number' ? [{ label: inWords(name), value: one }] : [],
    ),
    notes: [
      `${WORLD_TITLES[value.world]}${value.world === 'deliveries' && value.settings.forecast ? ', with a forecast of orders' : ''}.`,
    ],
  }),
};

/** `changeCost` as `change cost`. */
const inWords = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
