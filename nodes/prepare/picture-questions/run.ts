import { GenloomError, type Run } from '@/graph';
import { chartOf, questionsAboutChart } from '@/ml/data/charts';
import { attributesOf, questionsAbout } from '@/ml/data/shapes';
import { createRandom } from '@/ml/random';
import { HOW_TO_ASK, type pictureQuestions } from './node';

export const run: Run<typeof pictureQuestions> = ({ examples }, { perPicture }, { seed, log }) => {
  const { captions } = examples;
  if (!captions)
    throw new GenloomError({
      code: 'questions.no-captions',
      title: 'These examples have no captions to ask about.',
      fix: HOW_TO_ASK,
    });
  let unread = 0;
  const asked = captions.map((caption, row) => {
    const questions = questionsOf(caption);
    if (!questions) {
      unread += 1;
      return caption;
    }
    const lines = createRandom(`${seed}/${row}`)
      .shuffle([...questions])
      .slice(0, perPicture);
    return [caption, ...lines.map(({ question, answer }) => `${question} ${answer}`)].join('\n');
  });
  if (unread === captions.length)
    throw new GenloomError({
      code: 'questions.other-captions',
      title: 'None of these captions is one of the built-in shapes or charts.',
      detail: `The first is “${captions[0]?.slice(0, 100) ?? ''}”.`,
      fix: 'Connect “Images” with “Coloured shapes” or “Small charts”, and a caption for each.',
    });
  if (unread > 0)
    log(
      'warning',
      `${unread} captions are not of the built-in shapes or charts, and nothing is asked about those pictures.`,
    );
  return { examples: { ...examples, captions: asked } };
};

/** What may be asked where a caption is one of the built-in pictures. */
function questionsOf(caption: string): readonly { readonly question: string; readonly answer: string }[] | null {
  const attributes = attributesOf(caption);
  if (attributes) return questionsAbout(attributes);
  const chart = chartOf(caption);
  return chart && questionsAboutChart(chart);
}
