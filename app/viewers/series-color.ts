const COLORS = ['var(--train)', 'var(--generate)', 'var(--evaluate)', 'var(--act)', 'var(--align)', 'var(--prepare)'];

/** The hue of a curve; each next one differs. */
export const seriesColor = (index: number): string => COLORS[index % COLORS.length] ?? 'var(--ink)';
