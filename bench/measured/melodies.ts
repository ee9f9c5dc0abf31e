import { melodyContinues } from '@/app/templates/melody-continues';
import { bar } from '../support/bar';
import { figuresOf, withSettings } from '../support/run-template';

const ASIDE = 200;
const figures = await figuresOf(
  withSettings(melodyContinues, { melodies: { count: 4_000 + ASIDE }, write: { aside: ASIDE } }),
);
const judged = figures.get('judge') ?? new Map<string, number>();
for (const [name, value] of judged) console.log(`${name}: ${value.toFixed(3)}`);
const of = (name: string) => judged.get(name) ?? Number.NaN;
bar('melodies.readable, %', (100 * of('Melodies')) / ASIDE, { atLeast: 98 });
bar('melodies.in-key, %', of('In key'), { atLeast: 95 });
bar('melodies.whole-bars, %', of('Whole bars'), { atLeast: 90 });
bar('melodies.close-on-the-tonic, %', of('Close on the tonic'), { atLeast: 90 });
bar('melodies.learned-by-heart, %', of('Learned by heart'), { atMost: 10 });
