import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'What “Patchify” did, backwards: each vector is brought to one scale, moved by what the network is told of the noise, the class and the caption, and mapped to the pixels of its square. The map begins at 0, so that a new network makes an empty image. It needs no “Output”.',
  formula: 'pixelsᵢ = W · ( norm(tokenᵢ) · (1 + scale) + shift ) + b',
  lookAt: 'Seams between the squares of made images: they go as training goes on, or with smaller patches.',
  source: 'Peebles & Xie 2023, section 3.2 (transformer decoder)',
};
