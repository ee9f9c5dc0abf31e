import type { Facts } from '@/graph';

/** What is known of examples that are like these, or like those of a model: their shape and their classes. */
export const likeThese = (known: Facts | undefined): Pick<Facts, 'exampleShape' | 'classes'> => ({
  ...(known?.exampleShape && { exampleShape: known.exampleShape }),
  ...(known?.classes && { classes: known.classes }),
});
