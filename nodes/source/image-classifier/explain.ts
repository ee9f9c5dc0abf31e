import type { Explanation } from '@/graph';
import type { loadImageClassifier } from './node';

export const explain: Explanation<typeof loadImageClassifier> = {
  more: 'A vision transformer cuts an image into squares, makes a vector of each, and lets all of them look at each other, together with one vector that stands for no square: by that one it tells what the image shows. Its makers publish how it is built (config.json), what it has learned (model.safetensors) and how pixels are to be scaled (preprocessor_config.json). Here it becomes an ordinary classifier, which judges images as one that you trained does.',
  formula: 'z₀ = [class; x₁E; …; xₙE] + positions;  classes = norm(z_L)₀ · W + b',
  lookAt:
    'The size of its images: what it judges has to be as large and to have as many channels, which “Prepare images” sees to.',
  source: 'Dosovitskiy et al. 2021 (ViT); the transformers library, whose numbers ours are checked against',
  params: {
    files:
      'Together: config.json, preprocessor_config.json and model.safetensors. Or their folder, or a .zip of it. They stay on your device.',
  },
  outputs: {
    classifier: 'With the classes that its makers named.',
  },
};
