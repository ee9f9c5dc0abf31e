import type { Explanation } from '@/graph';
import type { loadImageClassifier } from './node';

export const explain: Explanation<typeof loadImageClassifier> = {
  more: 'A vision transformer cuts an image into squares, makes a vector of each, and lets all of them look at each other, together with one vector that stands for no square: by that one it tells what the image shows. Its makers publish how it is built (config.json), what it has learned (model.safetensors) and how pixels are to be scaled (preprocessor_config.json). CLIP has learned from pictures with captions instead of classes: say what an image may show, one a line, and whichever sentence lies nearest to the image is its class, with nothing trained. Here either becomes an ordinary classifier, which judges images as one that you trained does.',
  formula:
    'z₀ = [class; x₁E; …; xₙE] + positions;  classes = norm(z_L)₀ · W + b;   of CLIP: eˢ · cos(image, sentence of the class)',
  lookAt:
    'The size of its images: what it judges has to be as large and to have as many channels, which “Prepare images” sees to.',
  source:
    'Dosovitskiy et al. 2021 (ViT); Radford et al. 2021, section 3.1 (CLIP); the transformers library, whose numbers ours are checked against',
  params: {
    files:
      'Together: config.json, preprocessor_config.json and model.safetensors, of CLIP tokenizer.json too. Or their folder, or a .zip of it. They stay on your device.',
    classes: 'Only for CLIP, which knows no classes of its own: what an image may show, one a line.',
    sentence:
      'What CLIP reads for each class, which stands in place of {}. Sentences like those it learned from serve best.',
  },
  outputs: {
    classifier: 'With the classes that its makers named.',
  },
};
