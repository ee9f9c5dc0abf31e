import { type Examples, madeView, type RunContext } from '@/graph';

/** A picture is shown anew at most so often, in milliseconds. */
const SHOW_EVERY = 120;

/** Shows examples as they come out of the noise, over those that were given. */
export function createShow({ preview }: RunContext, given: Examples | undefined) {
  let shownAt = Number.NEGATIVE_INFINITY;
  const fitting = (made: Examples) => (given && given.shape.join() === made.shape.join() ? given : undefined);
  const show = async (made: () => Promise<Examples>): Promise<void> => {
    if (performance.now() - shownAt < SHOW_EVERY) return;
    const now = await made();
    const view = madeView(now, fitting(now));
    if (view) preview(view, 'examples');
    shownAt = performance.now();
  };
  return Object.assign(show, {
    /** What stays to be seen. */
    last(made: Examples): void {
      const view = madeView(made, fitting(made));
      if (view) preview({ ...view, caption: `${made.count.toLocaleString('en')} made` }, 'examples', 'stays');
    },
  });
}
