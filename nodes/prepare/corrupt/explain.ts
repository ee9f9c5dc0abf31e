import type { Explanation } from '@/graph';
import type { corruptImages } from './node';

export const explain: Explanation<typeof corruptImages> = {
  more: 'Cameras shake, it snows, and files are compressed; a model that learned from clean images may fail where people hardly notice. Images keep their number, order, classes and captions. The severities are those of CIFAR-10-C for images of 32 pixels, and lengths grow with the image. JPEG goes the way of a real file: blocks of 8 × 8 as waves, rounded to the steps of the standard’s tables, colours at half the size.',
  formula: 'JPEG: X = round(DCT(x) / Q) · Q      fog: (x + c · cloud) · max x / (max x + c)',
  lookAt: 'Whether you can still tell what is in it. What people see with ease a model should see too.',
  source: 'Hendrycks & Dietterich 2019 (ImageNet-C, CIFAR-10-C); ITU-T T.81 (JPEG); Fournier et al. 1982 (clouds)',
  params: {
    severity: 'From hardly to be seen to hard to make out.',
  },
};
