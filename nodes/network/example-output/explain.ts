import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The last layer has as many numbers as are asked for: each from all that comes in, or, where images of the right size come in, each pixel from those around it. An encoder gives two for each number of the code, since it says not only where an example lies but how sure it is.',
  formula: 'y = W h + b',
  lookAt: 'The shape on the wire: a generator’s must be that of the examples.',
  source: 'Kingma & Welling 2014; Goodfellow et al. 2014; Ho et al. 2020',
};
