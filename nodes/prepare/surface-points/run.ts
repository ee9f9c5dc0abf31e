import { type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { areaOf } from '@/ml/geometry/mesh';
import { sampleSurface } from '@/ml/geometry/sample-surface';
import type { surfacePoints } from './node';

export const run: Run<typeof surfacePoints> = async ({ meshes }, { points, noise }, context) => {
  const { items, labels, captions, ...about } = meshes;
  // What has no surface, as a grid that is nowhere inside gives, has no points.
  const kept = items.flatMap((mesh, at) => (areaOf(mesh) > 0 ? [{ mesh, at }] : []));
  const left = items.length - kept.length;
  if (kept.length === 0)
    throw new GenloomError({
      code: 'solids.no-surface',
      title: 'None of these meshes has a surface.',
      fix: 'Connect meshes that have triangles.',
    });
  if (left > 0) context.log('warning', `${left} of ${items.length} meshes have no surface and were left out.`);
  const data = new Float32Array(kept.length * points * 3);
  for (const [place, { mesh, at }] of kept.entries()) {
    context.progress({ done: place, total: kept.length });
    await context.breathe();
    const random = context.random.split(`mesh ${at}`);
    const cloud = sampleSurface(mesh, points, random);
    data.set(noise > 0 ? cloud.map((value) => value + noise * random.normal()) : cloud, place * points * 3);
  }
  const examples: Examples = {
    ...about,
    shape: [points, 3],
    count: kept.length,
    data,
    ...(labels && { labels: Int32Array.from(kept, ({ at }) => labels[at] ?? 0) }),
    ...(captions && { captions: kept.map(({ at }) => captions[at] ?? '') }),
  };
  context.preview(examplesView(examples, `${kept.length.toLocaleString('en')} clouds`), 'examples', 'stays');
  return { examples };
};
