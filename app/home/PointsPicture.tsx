const SIZE = 110;
const MARGIN = 4;

/** Points in a plane as one small path, so that a page made on the server needs no canvas. */
export function PointsPicture({ points }: { readonly points: readonly number[] }) {
  const reach = points.reduce((furthest, value) => Math.max(furthest, Math.abs(value)), 1);
  const place = (value: number) => Math.round((value / reach) * (SIZE / 2 - MARGIN) + SIZE / 2);
  const dots = points.flatMap((x, index) =>
    index % 2 === 0 ? [`M${place(x)} ${place(-(points[index + 1] ?? 0))}h0`] : [],
  );
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} width="100%" height={SIZE} aria-hidden="true">
      <path d={dots.join('')} stroke="var(--generate)" strokeWidth={2.6} strokeLinecap="round" opacity={0.75} />
    </svg>
  );
}
