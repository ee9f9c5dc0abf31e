import type { Explanation } from '@/graph';
import type { sourceImages } from './node';

export const explain: Explanation<typeof sourceImages> = {
  more: 'An image is height × width × channels numbers between 0 and 1. All images that one model learns from have the same size, so larger ones are made smaller: for a model that trains in a browser, 28 to 64 pixels.',
  lookAt: 'Whether the images look right, and whether all classes have some.',
  source: 'LeCun et al. 1998 (MNIST); Krizhevsky 2009 (CIFAR-10)',
  params: {
    origin: 'What is built in is drawn on your device and needs no download. Files stay on your device.',
    file: 'PNG, JPEG or WebP images, a folder of them or a .zip, or pictures that you take with the camera. Folders inside become classes. For captions put captions.csv with the columns “file” and “caption” into the folder, or beside each picture a .txt of its name; pictures without one are left out then.',
    images: 'As MNIST and Fashion-MNIST come: train-images-idx3-ubyte, packed (.gz) or not.',
    labels: 'train-labels-idx1-ubyte, packed (.gz) or not. Without it the images have no classes.',
    batch: 'data_batch_1.bin of CIFAR-10’s binary version, packed or not, or a .zip of several batches.',
    count:
      'How many, at most. Of larger files, some are drawn by chance. A few thousand teach a model much; more make it more varied.',
    size: 'Height and width. Empty: 28 for digits and MNIST, 32 for all others. Twice the size is about four times the work.',
    channels: 'Digits and MNIST come in grey, all others in colour.',
    labelled: 'What a model can be asked for. Colour and shape together are a short caption of the image.',
    charted:
      'What a model that sees learns from them. The largest part of a chart is harder to tell than its kind, and teaches more.',
    captioned:
      'Says of each image what is in it: “two small red circles at the top left”, or explains a chart: “a bar chart of four blue bars, rising then falling, the second tallest, the fourth lowest”. A network that is told the caption can then be asked for images in words.',
    arrangement: 'The less there is to learn, the sooner what a model makes can be made out.',
    keep: 'Names of classes with commas between, or those to leave out: “all but red star, blue ring”. What a model has never seen together, it can still be asked for. Empty: all.',
  },
};
