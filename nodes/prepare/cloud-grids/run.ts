import { type Examples, examplesView, GenloomError, isCloud, type Run } from '@/graph';
import { MOST_NUMBERS } from '@/ml/data/read';
import { gridOfCloud, spacingOf } from '@/ml/geometry/cloud-grid';
import { SURFACE } from '@/ml/geometry/grid';
import type { cloudGrids } from './node';

export const run: Run<typeof cloudGrids> = async (
  { examples: clouds },
  { side, closes, reach },
  { breathe, progress, preview, log },
) => {
  const { shape, count, data: points, scaling: _ofPoints, modes: _ofPointsToo, ...about } = clouds;
  if (!isCloud(shape))
    throw new GenloomError({
      code: 'solids.no-cloud',
      title: 'These examples are no clouds of points.',
      fix: 'Connect what “Points on solids” gives, or clouds that a model made.',
    });
  const size = side ** 3;
  const most = Math.floor(MOST_NUMBERS / size);
  if (count > most)
    throw new GenloomError({
      code: 'solids.too-many',
      title: `${count.toLocaleString('en')} grids of ${side} × ${side} × ${side} cells do not fit into memory.`,
      detail: `At this size at most ${most.toLocaleString('en')} do.`,
      fix: 'Give fewer clouds, or use fewer cells each way.',
    });
  const data = new Float32Array(count * size);
  const numbers = points.length / count;
  let [empty, held, heldEmpty] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    progress({ done: at, total: count });
    await breathe();
    const cloud = points.subarray(at * numbers, (at + 1) * numbers);
    // A skin thinner than a cell has holes; one of more than six takes long, and closes all there is.
    const wanted = Math.max(closes * spacingOf(cloud), 1.2 / side);
    const radius = Math.min(12 / side, 0.5, wanted);
    const isHeld = radius < wanted;
    const { values } = await gridOfCloud(cloud, { side, radius, reach: (2 * reach) / side }, breathe);
    const isEmpty = !values.some((value) => value > SURFACE);
    if (isHeld) held++;
    if (isEmpty && isHeld) heldEmpty++;
    else if (isEmpty) empty++;
    data.set(values, at * size);
  }
  if (empty > 0)
    log(
      'warning',
      `${empty.toLocaleString('en')} of ${count.toLocaleString('en')} clouds shut nothing in. A thicker skin closes larger gaps.`,
    );
  if (held > 0)
    log(
      'warning',
      `The points of ${held.toLocaleString('en')} of ${count.toLocaleString('en')} clouds are so far apart that the skin around them was held at ${Math.min(6, side / 4)} cells, less than “Skin around points” asks for${heldEmpty > 0 ? `; ${heldEmpty.toLocaleString('en')} shut nothing in` : ''}. ${12 / side < 0.5 ? 'Fewer cells each way, or more points, close' : 'More points close'} larger gaps.`,
    );
  const examples: Examples = { ...about, shape: [side, side, side, 1], count, data };
  preview(examplesView(examples, `${count.toLocaleString('en')} grids`), 'examples', 'stays');
  return { examples };
};
