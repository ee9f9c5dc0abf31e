import type { Places } from './lay-out-triples';

/** How near, and which place of the picture stands in its middle, in pixels from the whole’s. */
export interface Look {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}
export const WHOLE: Look = { zoom: 1, x: 0, y: 0 };

export type Spot = readonly [x: number, y: number];

/** Places in pixels: all of it in the picture, one scale for both axes, then as near as one looks. */
export function fitted(places: Places, width: number, height: number, { zoom, x, y }: Look): Spot[] {
  if (width === 0 || places.length === 0) return [];
  const range = (axis: 0 | 1) => {
    const all = places.map((place) => place[axis]);
    return [Math.min(...all), Math.max(...all)] as const;
  };
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  const margin = width < 420 ? 20 : 52;
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 56) / Math.max(1, bottom - top),
    2.4,
  );
  return places.map(([across, down]) => [
    width / 2 + x + zoom * scale * (across - (left + right) / 2),
    height / 2 + y + zoom * scale * (down - (top + bottom) / 2),
  ]);
}

/** An arrow from dot to dot, bent a little so that there and back are two; and where its words stand. */
export function curve([x, y]: Spot, [toX, toY]: Spot, self: boolean) {
  if (self)
    return { path: `M${x - 5} ${y - 6}C${x - 26} ${y - 34} ${x + 26} ${y - 34} ${x + 5} ${y - 7}`, x, y: y - 30 };
  const [across, down] = [toX - x, toY - y];
  const length = Math.hypot(across, down) || 1;
  const [middleX, middleY] = [(x + toX) / 2 - down * 0.1, (y + toY) / 2 + across * 0.1];
  const [endX, endY] = [toX - (across / length) * 9, toY - (down / length) * 9];
  return { path: `M${x} ${y}Q${middleX} ${middleY} ${endX} ${endY}`, x: middleX, y: middleY };
}

/** The names that fit, those that matter most first: none lies over another. */
export function withRoom(
  names: readonly string[],
  at: readonly Spot[],
  rank: (place: number) => number,
  width: number,
  size: number,
) {
  const taken: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[] = [];
  const order = names.map((_, place) => place).sort((a, b) => rank(b) - rank(a) || a - b);
  return order.flatMap((place) => {
    const [dotX, dotY] = at[place] ?? [0, 0];
    const whole = names[place] ?? '';
    const name = whole.length > 26 ? `${whole.slice(0, 25)}…` : whole;
    const half = 0.29 * size * name.length + 2;
    // Names stay inside where their dot is inside.
    const x = dotX > 0 && dotX < width ? Math.min(width - half, Math.max(half, dotX)) : dotX;
    const y = dotY + 9 + size;
    const box = { left: x - half, right: x + half, top: y - size, bottom: y + 3 };
    const meets = taken.some(
      (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
    );
    if (meets) return [];
    taken.push(box);
    return [{ place, name, x, y }];
  });
}
