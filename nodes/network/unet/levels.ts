/** How many channels each level of a U-Net has, from the full size down. */
export const levelChannels = (first: number, levels: number, growth: keyof typeof FACTORS): readonly number[] =>
  Array.from({ length: levels }, (_, level) => first * FACTORS[growth](level));

const FACTORS = {
  same: () => 1,
  once: (level: number) => (level === 0 ? 1 : 2),
  double: (level: number) => 2 ** level,
};
