import type { Facts } from '@/graph';

/** That examples which are made of these, one of each, have captions where these have. */
export const captionsLike = (known: Facts | undefined): Pick<Facts, 'captioned'> =>
  known?.captioned ? { captioned: known.captioned } : {};

/** What is known of examples that are like these, or like those of a model: their shape and their classes. */
export const likeThese = (known: Facts | undefined): Pick<Facts, 'exampleShape' | 'classes'> => ({
  ...(known?.exampleShape && { exampleShape: known.exampleShape }),
  ...(known?.classes && { classes: known.classes }),
});
