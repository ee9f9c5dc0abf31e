import { type DecodingTrace, type RunContext, VIEW_LIMITS, type View } from '@/graph';

/** What is written is shown anew at most so often, in milliseconds. */
const SHOW_EVERY = 80;

/** Shows text as it is written, and how its last tokens were chosen. */
export function createShow({ preview }: RunContext) {
  let shownAt = Number.NEGATIVE_INFINITY;
  return (writtenSoFar: () => string, steps: DecodingTrace['steps']): void => {
    const now = performance.now();
    if (now - shownAt < SHOW_EVERY) return;
    shownAt = now;
    const text = writtenSoFar();
    const truncated = text.length > VIEW_LIMITS.characters;
    const shown = truncated ? text.slice(-VIEW_LIMITS.characters) : text;
    preview({ view: 'text', text: shown, writing: true, ...(truncated && { truncated }) }, 'text');
    preview(distributionView(shown, steps), 'trace');
  };
}

const distributionView = (text: string, steps: DecodingTrace['steps']): View => ({
  view: 'distribution',
  text,
  steps: steps.slice(-VIEW_LIMITS.traceSteps),
});
