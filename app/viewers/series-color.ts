const COLORS = ['var(--train)', 'var(--generate)', 'var(--evaluate)', 'var(--act)', 'var(--align)', 'var(--prepare)'];

/** The hue of a curve; each next one differs. */
export const seriesColor = (index: number): string => COLORS[index % COLORS.length] ?? 'var(--ink)';

/** Whether a class is drawn as a ring: hues are few, and those of the next ones come again. */
export const isRing = (label: number): boolean => Math.floor(label / COLORS.length) % 2 === 1;
