import { GenloomError, type Metric, type Run } from '@/graph';
import { corpusBleu } from '@/ml/metrics/text/bleu';
import { ciderD } from '@/ml/metrics/text/cider';
import { answersOf, linesOf } from '../../common/describer';
import { evenlySpaced } from '../../common/examples';
import { HOW_TO_CAPTION } from '../../common/no-captions';
import { attributeFigures } from './attributes';
import type { evaluateDescriber } from './node';

/** Descriptions that are handed on, mistakes that are told, and kinds of questions that are told apart. */
const [SHOWN, TOLD, KINDS] = [60, 5, 8];

export const run: Run<typeof evaluateDescriber> = async ({ describer, examples }, { limit }, context) => {
  const looked = evenlySpaced(examples, limit);
  const asked = (looked.captions ?? []).flatMap((caption, picture) =>
    linesOf(caption).map((line) => ({ picture, ...line })),
  );
  if (asked.length === 0)
    throw new GenloomError({
      code: 'describer.no-captions',
      title: 'Nothing is said of these pictures that a description could be compared with.',
      fix: HOW_TO_CAPTION,
    });
  const said = await answersOf(describer, looked, asked, context);
  const marked = asked.map((line, at) => ({ ...line, said: said[at] ?? '', right: said[at] === line.answer }));
  const captions = marked.filter(({ question }) => question === '');
  const questions = marked.filter(({ question }) => question !== '');
  const share = (of: readonly { readonly right: boolean }[]) =>
    (100 * of.filter(({ right }) => right).length) / Math.max(1, of.length);
  const figure = (name: string, of: readonly { readonly right: boolean }[], help: string): Metric[] =>
    of.length === 0 ? [] : [{ name, value: share(of), unit: '%', better: 'higher', help }];
  const kinds = [...new Set(questions.map(({ question }) => kindOf(question)))].slice(0, KINDS);
  const shown = [...captions].sort((a, b) => Number(a.right) - Number(b.right)).slice(0, SHOWN);
  return {
    metrics: {
      values: [
        ...figure('Descriptions right', captions, `Every word of ${captions.length.toLocaleString('en')} captions.`),
        ...attributeFigures(captions),
        ...figure('Answers right', questions, `Of ${questions.length.toLocaleString('en')} questions.`),
        ...kinds.flatMap((kind) => {
          const some = questions.filter(({ question }) => kindOf(question) === kind);
          return figure(`“${kind} …?”`, some, `Of ${some.length.toLocaleString('en')} questions.`);
        }),
        ...wordingFigures(captions),
        { name: 'Pictures', value: looked.count },
      ],
      curves: [],
      notes: marked
        .filter(({ right }) => !right)
        .slice(0, TOLD)
        .map(
          (one) =>
            `${one.question === '' ? 'It described' : `Asked “${one.question}”, it said`} “${one.said}”; right is “${one.answer}”.`,
        ),
    },
    ranking: {
      shape: looked.shape,
      count: looked.count,
      data: looked.data,
      queries: shown.map(({ picture, said: words, right }) => ({ asked: { picture }, found: [{ words, right }] })),
    },
  };
};

/** What is asked for: the first two words of a question, or the first of “where”. */
const kindOf = (question: string): string => {
  const [first = '', second = ''] = question.split(' ');
  return first === 'where' ? first : `${first} ${second}`;
};

/** How near the wording of descriptions is to that of captions, also where not all words are the same. */
function wordingFigures(captions: readonly { readonly answer: string; readonly said: string }[]): Metric[] {
  if (captions.length === 0) return [];
  const said = captions.map((one) => one.said);
  const references = captions.map(({ answer }) => [answer]);
  return [
    {
      name: 'BLEU-4',
      value: corpusBleu(said, references).score,
      better: 'higher',
      help: '0 to 100: runs of up to four words that are in the caption too.',
    },
    {
      name: 'CIDEr-D',
      value: ciderD(said, references).score,
      better: 'higher',
      help: '0 to 10: the same, but runs that are said of few pictures count for more.',
    },
  ];
}
