import { type Examples, GenloomError, type Run } from '@/graph';
import { answersOf, linesOf } from '../../common/describer';
import { evenlySpaced, takeExamples } from '../../common/examples';
import type { describePictures } from './node';

export const run: Run<typeof describePictures> = async ({ describer, examples }, { question, limit }, context) => {
  if (examples.count === 0)
    throw new GenloomError({
      code: 'describe.none',
      title: 'There are no pictures to look at.',
      fix: 'Look at what comes in: a filter before this node may have removed everything.',
    });
  const asked = question.trim();
  const looked = evenlySpaced(askedAbout(examples, asked), limit);
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

/** Pictures under whose captions this is asked, where there are any: it fits them, and the right answer is known. */
function askedAbout(examples: Examples, question: string): Examples {
  const { captions = [] } = examples;
  const fitting = captions.flatMap((caption, row) =>
    question !== '' && linesOf(caption).some((line) => line.question === question) ? [row] : [],
  );
  return fitting.length > 0 ? takeExamples(examples, Int32Array.from(fitting)) : examples;
}
