import { GenloomError, type Run } from '@/graph';
import { answersOf, linesOf } from '../../common/describer';
import { evenlySpaced } from '../../common/examples';
import type { describePictures } from './node';

export const run: Run<typeof describePictures> = async ({ describer, examples }, { question, limit }, context) => {
  if (examples.count === 0)
    throw new GenloomError({
      code: 'describe.none',
      title: 'There are no pictures to look at.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  const looked = evenlySpaced(examples, limit);
  const asked = question.trim();
  const said = await answersOf(
    describer,
    looked,
    Array.from({ length: looked.count }, (_, picture) => ({ picture, question: asked })),
    context,
  );
  return {
    ranking: {
      shape: looked.shape,
      count: looked.count,
      data: looked.data,
      queries: said.map((words, picture) => {
        const known = linesOf(looked.captions?.[picture] ?? '').find((line) => line.question === asked);
        return {
          asked: { picture, ...(asked !== '' && { words: asked }) },
          found: [{ words, ...(known && { right: known.answer === words }) }],
        };
      }),
    },
    text: { items: said },
  };
};
