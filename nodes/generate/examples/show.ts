import { type Examples, isClip, madeView, type RunContext, VIEW_LIMITS } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { sizeOf } from '@/ml/network';

/** A picture is shown anew at most so often, in milliseconds. */
const SHOW_EVERY = 120;

/** As many of a class are shown side by side, at most. */
const MOST_COLUMNS = 12;

/** Shows examples as they come out of the noise, over those that were given; a row for each class where there are so many `perClass` after one another. */
export function createShow({ preview }: RunContext, given: Examples | undefined, perClass?: number) {
  let shownAt = Number.NEGATIVE_INFINITY;
  const fitting = (made: Examples) => (given && given.shape.join() === made.shape.join() ? given : undefined);
  const viewOf = (made: Examples) => {
    if (perClass === undefined || !(made.shape.length === 3 || isClip(made.shape)))
      return madeView(made, fitting(made));
    const { rows, columns } = firstOfEach(made, perClass);
    return madeView(rows, undefined, columns);
  };
  const show = async (made: () => Promise<Examples>): Promise<void> => {
    if (performance.now() - shownAt < SHOW_EVERY) return;
    const now = await made();
    const view = viewOf(now);
    if (view) preview(view, 'examples');
    shownAt = performance.now();
  };
  return Object.assign(show, {
    /** What stays to be seen. */
    last(made: Examples): void {
      const view = viewOf(made);
      if (view) preview({ ...view, caption: `${made.count.toLocaleString('en')} made` }, 'examples', 'stays');
    },
  });
}

/** The first few of each class, as many as can be shown. */
function firstOfEach(made: Examples, perClass: number) {
  const classes = Math.ceil(made.count / perClass);
  const size = sizeOf(made.shape);
  const room = Math.floor((isClip(made.shape) ? VIEW_LIMITS.clipBytes : VIEW_LIMITS.pixels) / (size * classes));
  const columns = Math.max(1, Math.min(perClass, MOST_COLUMNS, room));
  const indices = Array.from({ length: made.count }, (_, index) => index).filter((index) => index % perClass < columns);
  return { rows: takeArrays(made, indices), columns };
}
