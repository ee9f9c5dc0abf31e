import { type Examples, GenloomError, type Metrics, type Run, type Table } from '@/graph';
import { markClasses } from '@/ml/classify/marks';
import { type CorruptionSeverity, corruptImages } from '@/ml/data/images';
import { pairedBootstrap } from '@/ml/metrics/comparison/bootstrap';
import { createRandom } from '@/ml/random';
import { classProbabilities, labelsAs } from '../../common/classifier';
import { evenlySpaced } from '../../common/examples';
import { CORRUPTION_NAMES, CORRUPTION_TITLES, type CorruptionName, NO_IMAGES } from '../../prepare/corrupt/fields';
import { meanOf, percent } from '../figures';
import type { evaluateImageRobustness } from './node';

const SEVERITIES: readonly CorruptionSeverity[] = [1, 2, 3, 4, 5];

export const run: Run<typeof evaluateImageRobustness> = async ({ classifier, examples }, params, context) => {
  if (examples.shape.length !== 3) throw new GenloomError(NO_IMAGES);
  const images = evenlySpaced(examples, params.limit);
  const labels = labelsAs(classifier, images);
  const damages = params.damage === 'all' ? CORRUPTION_NAMES : [params.damage];
  const rightOf = async (some: Examples): Promise<number[]> =>
    markClasses(await classProbabilities(classifier, some, context.breathe), labels).map(({ place }) =>
      Number(place === 1),
    );
  const clean = await rightOf(images);
  const total = damages.length * SEVERITIES.length;
  const found: Found[] = [];
  for (const [index, damage] of damages.entries()) {
    const right: number[][] = [];
    for (const severity of SEVERITIES) {
      const { breathe, seed } = context;
      const { data } = await corruptImages(images, { corruption: damage, severity, seed, breathe });
      right.push(await rightOf({ ...images, data }));
      const done = index * SEVERITIES.length + severity;
      context.progress({ done, total, message: `${CORRUPTION_TITLES[damage]}, severity ${severity}` });
    }
    found.push({ damage, right });
  }
  return { metrics: metricsOf(clean, found, context.seed), table: tableOf(clean, found) };
};

/** Of one damage, for each severity, whether each image was told right: 1 or 0. */
interface Found {
  readonly damage: CorruptionName;
  readonly right: readonly (readonly number[])[];
}

function metricsOf(clean: readonly number[], found: readonly Found[], seed: number): Metrics {
  // Of each image, how often it was told right under all damages, at one severity or at all.
  const shares = (severities: readonly number[]) =>
    clean.map((_, image) =>
      meanOf(found.flatMap(({ right }) => severities.map((severity) => right[severity]?.[image] ?? 0))),
    );
  const [all, worst] = [shares([0, 1, 2, 3, 4]), shares([4])];
  const lost = pairedBootstrap({ before: all, after: clean }, createRandom(seed));
  const curve = (name: string, right: readonly (readonly number[])[]) => ({
    name,
    unit: '% right',
    over: 'severity',
    x: [0, ...SEVERITIES],
    y: [clean, ...right].map((some) => 100 * meanOf(some)),
  });
  const share = (name: string, value: number, better: 'higher' | 'lower', help: string) =>
    ({ name, value: 100 * value, unit: '%', better, help }) as const;
  return {
    values: [
      share('Undamaged', meanOf(clean), 'higher', 'The accuracy where nothing is damaged.'),
      share('Damaged', meanOf(all), 'higher', 'The mean accuracy of all damages and severities.'),
      share('Lost', lost.difference, 'lower', 'What damage costs, on average.'),
      share('Lost at the worst', meanOf(clean) - meanOf(worst), 'lower', 'What severity 5 costs, on average.'),
      share('Mean corrupted error', 1 - meanOf(all), 'lower', 'As in ImageNet-C, not divided by another model’s.'),
      { name: 'Images', value: clean.length },
    ],
    curves: [
      ...(found.length > 1
        ? [
            curve(
              'All together',
              SEVERITIES.map((severity) => shares([severity - 1])),
            ),
          ]
        : []),
      ...found.map(({ damage, right }) => curve(CORRUPTION_TITLES[damage], right)),
    ],
    notes: [
      `Damage costs ${percent(lost.difference)}, between ${percent(lost.low)} and ${percent(lost.high)} (95 %); ${lost.p < 0.05 ? 'more than chance would (p' : 'which may be chance (p'} = ${lost.p.toPrecision(2)}).`,
    ],
  };
}

function tableOf(clean: readonly number[], found: readonly Found[]): Table {
  const names = found.map(({ damage }) => CORRUPTION_TITLES[damage]);
  return {
    columns: [
      { name: 'Damage', kind: 'category', categories: names },
      ...[0, ...SEVERITIES].map((severity) => ({
        name: severity === 0 ? 'Undamaged, % right' : `Severity ${severity}`,
        kind: 'number' as const,
        decimals: 1,
      })),
    ],
    rows: found.map(({ damage, right }) => [
      CORRUPTION_TITLES[damage],
      ...[clean, ...right].map((some) => 100 * meanOf(some)),
    ]),
  };
}
