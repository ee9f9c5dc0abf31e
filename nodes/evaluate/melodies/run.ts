import { GenloomError, type Melody, type Metric, type Run } from '@/graph';
import { closes, fillsBars, inKey, intervals, lengths, shapeOf, totalVariation } from '@/ml/music/compare';
import type { evaluateMelodies } from './node';

export const run: Run<typeof evaluateMelodies> = async ({ melodies: { melodies }, real }, _params, { breathe }) => {
  if (melodies.length === 0)
    throw new GenloomError({
      code: 'melodies.none',
      title: 'There are no melodies to judge.',
      fix: 'Wire melodies to it that a model made.',
    });
  const share = (right: (melody: Melody) => boolean) => (100 * melodies.filter(right).length) / melodies.length;
  const values: Metric[] = [
    {
      name: 'In key',
      value: (100 * melodies.reduce((sum, melody) => sum + inKey(melody), 0)) / melodies.length,
      unit: '%',
      better: 'higher',
      help: 'The time in which a note of the scale of the key sounds.',
    },
    {
      name: 'Whole bars',
      value: share(fillsBars),
      unit: '%',
      better: 'higher',
      help: 'Melodies that end at the end of a bar.',
    },
    {
      name: 'Close on the tonic',
      value: share(closes),
      unit: '%',
      better: 'higher',
      help: 'Melodies whose last note is the first of their key.',
    },
  ];
  await breathe();
  if (real) values.push(...beside(melodies, real.melodies));
  return { metrics: { values: [...values, { name: 'Melodies', value: melodies.length }], curves: [], notes: [] } };
};

/** What only real melodies can tell. */
function beside(made: readonly Melody[], real: readonly Melody[]): Metric[] {
  const known = new Map<number, Set<string>>();
  const copied = made.filter(({ notes, given = 0 }) => {
    const endings = known.get(given) ?? new Set(real.map((other) => shapeOf(other.notes, given)));
    known.set(given, endings);
    const written = shapeOf(notes, given);
    return written !== '' && endings.has(written);
  });
  return [
    {
      name: 'Steps unlike real ones',
      value: totalVariation(intervals(made), intervals(real)),
      better: 'lower',
      help: 'How far the steps from note to note are spread otherwise: 0 is alike, 1 has nothing in common (total variation).',
    },
    {
      name: 'Lengths unlike real ones',
      value: totalVariation(lengths(made), lengths(real)),
      better: 'lower',
      help: 'The same of how long notes are.',
    },
    {
      name: 'Learned by heart',
      value: (100 * copied.length) / made.length,
      unit: '%',
      better: 'lower',
      help: 'Melodies of which all that was made stands in a real one from the same beat on, in whatever key.',
    },
  ];
}
