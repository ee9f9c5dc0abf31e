import { type Examples, GenloomError, type Network, type RunContext } from '@/graph';
import { learnWords } from '@/ml/captions';

/** What a trainer is given, with what it is called where something is wrong with it. */
export const givenTo = (
  examples: Examples,
  validation: Examples | undefined,
): readonly (readonly [string, Examples])[] => [
  ['examples', examples],
  ...(validation ? [['validation examples', validation] as const] : []),
];

/** Refuses examples without labels where a network is told the class. @throws GenloomError `train.no-labels` */
export function requireLabels({ examples }: Network, given: ReturnType<typeof givenTo>): void {
  if (!examples?.classes) return;
  for (const [what, { labels }] of given)
    if (!labels)
      throw new GenloomError({
        code: 'train.no-labels',
        title: `A network is told the class, and the ${what} have none.`,
        fix: 'Connect examples with labels, or turn off “Told the class” where the network begins.',
      });
}

/** Refuses examples without captions where a network is told them. @throws GenloomError `train.no-captions` */
export function requireCaptions({ examples }: Network, given: ReturnType<typeof givenTo>): void {
  if (!examples?.captions) return;
  for (const [what, { captions }] of given)
    if (!captions)
      throw new GenloomError({
        code: 'train.no-captions',
        title: `The network is told a caption, and the ${what} have none.`,
        fix: 'Connect examples with captions, or turn off “Told the caption” where the network begins.',
      });
}

/** The captions of so many examples that are looked at while a network trains: the first again after the last. */
export const captionsInTurn = ({ captions = [] }: Examples, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => captions[index % captions.length] ?? '');

/** The words of captions that a network with room for so many learns; says where there is no room for all. */
export function learnCaptionWords(
  { captions = [] }: Examples,
  room: number,
  { log }: Pick<RunContext, 'log'>,
): readonly string[] {
  const { words, left } = learnWords(captions, room);
  if (left > 0)
    log(
      'warning',
      `The captions have ${(words.length + left).toLocaleString('en')} different words, and the network has room for ${words.length.toLocaleString('en')}: the rarest count as unknown.`,
    );
  return words;
}
