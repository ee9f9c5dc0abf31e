import type { Kind } from './kind';

/** A world that agents act in, as data: which one, and how it is set up. Episodes of it are drawn from seeds. */
export type World =
  | {
      readonly world: 'shifts';
      readonly settings: {
        readonly staff: number;
        readonly days: number;
        readonly sick: number;
        readonly changeCost: number;
      };
    }
  | {
      readonly world: 'deliveries';
      readonly settings: {
        readonly town: number;
        readonly places: number;
        readonly hours: number;
        readonly capacity: number;
        readonly orders: number;
        /** Orders that are to be expected, by weekday, rain, phase and place, where something foretells them. */
        readonly forecast?: readonly number[];
      };
    }
  | {
      readonly world: 'shop-floor';
      readonly settings: {
        readonly jobs: number;
        readonly hours: number;
        readonly failsAfter: number;
        readonly buffer: number;
      };
    };

export const world: Kind<World> = {
  name: 'world',
  of: [],
  title: 'World',
  phrase: 'a world to act in',
  family: 'value',
};

/** What people call each. */
export const WORLD_TITLES: Readonly<Record<World['world'], string>> = {
  shifts: 'Shift schedule',
  deliveries: 'Deliveries',
  'shop-floor': 'Shop floor',
};
