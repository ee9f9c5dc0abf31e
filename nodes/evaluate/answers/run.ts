import { type Answers, GenloomError, type Metric, type Run } from '@/graph';
import { corpusBleu } from '@/ml/metrics/text/bleu';
import { corpusChrf } from '@/ml/metrics/text/chrf';
import { characterErrorRate, wordErrorRate } from '@/ml/metrics/text/edit-distance';
import { type RougeName, rougeOfBest } from '@/ml/metrics/text/rouge';
import { isNormalisedMatch, tokenF1 } from '@/ml/metrics/text/squad';
import { excerpt } from '../../common/documents';
import { askedItems } from '../items';
import type { compareAnswers } from './node';

/** Longer texts are refused: what compares them takes time in the product of their lengths. */
const LONGEST = 8_000;
const ROUGE: readonly (readonly [RougeName, string])[] = [
  ['rouge1', 'ROUGE-1'],
  ['rouge2', 'ROUGE-2'],
  ['rougeL', 'ROUGE-L'],
  ['rougeLsum', 'ROUGE-Lsum'],
];

export const run: Run<typeof compareAnswers> = async ({ answers, references }, { stemmer }, context) => {
  const pairs = pairsOf(answers, references?.items);
  const sums = { exact: 0, normalised: 0, f1: 0, rouge1: 0, rouge2: 0, rougeL: 0, rougeLsum: 0 };
  const each = new Map<string, number[]>();
  const note = (name: string, share: number) => {
    const values = each.get(name) ?? [];
    values.push(100 * share);
    each.set(name, values);
  };
  const missed: string[] = [];
  for (const [index, { answer, right, prompt }] of pairs.entries()) {
    const [first = ''] = right;
    const exact = Number(right.includes(answer));
    sums.exact += exact;
    const matches = isNormalisedMatch(right, answer);
    sums.normalised += Number(matches);
    const f1 = tokenF1(right, answer);
    sums.f1 += f1;
    const scores = rougeOfBest(right, answer, { stemmer });
    for (const [name] of ROUGE) sums[name] += scores[name].f1;
    note('Exact match', exact);
    note('Exact match, normalised', Number(matches));
    note('F1', f1);
    for (const [name, title] of ROUGE) note(title, scores[name].f1);
    if (!matches && missed.length < 5)
      missed.push(`${excerpt(prompt.slice(-160), 80)} — “${excerpt(answer, 80)}” and not “${excerpt(first, 80)}”`);
    context.progress({ done: index + 1, total: pairs.length });
    await context.breathe();
  }
  const [made, right] = [pairs.map(({ answer }) => answer), pairs.map((pair) => pair.right)];
  const first = right.map(([one = '']) => one);
  const share = (name: string, sum: number, help: string): Metric => ({
    name,
    value: (100 * sum) / pairs.length,
    unit: '%',
    better: 'higher',
    help,
  });
  const rate = (name: string, value: number, help: string): Metric[] =>
    Number.isFinite(value) ? [{ name, value: 100 * value, unit: '%', better: 'lower', help }] : [];
  const score = (name: string, value: number, help: string): Metric => ({ name, value, better: 'higher', help });
  return {
    metrics: {
      values: [
        share('Exact match', sums.exact, 'Answers that are a reference, sign by sign.'),
        share(
          'Exact match, normalised',
          sums.normalised,
          'The same without capitals, punctuation and articles, as in SQuAD.',
        ),
        share('F1', sums.f1, 'Words that answer and reference have in common, as in SQuAD.'),
        score('BLEU', corpusBleu(made, right).score, 'Of 100; of all answers together, as sacreBLEU gives it.'),
        score('chrF', corpusChrf(made, right), 'Of 100; runs of characters, as sacreBLEU gives it.'),
        score('chrF++', corpusChrf(made, right, { wordOrder: 2 }), 'Of 100; chrF with words and pairs of words.'),
        ...ROUGE.map(([name, title]) => share(title, sums[name], 'F1 as rouge_score gives it, the mean over answers.')),
        ...rate('Word error rate', wordErrorRate(first, made), 'Words to change, of those of the first references.'),
        ...rate(
          'Character error rate',
          characterErrorRate(first, made),
          'Characters to change, of those of the first references.',
        ),
        { name: 'Answers', value: pairs.length },
      ],
      curves: [],
      notes: missed,
      items: askedItems(
        'answers',
        pairs.map(({ prompt, answer, right: [one = ''] }) => ({ asked: prompt, given: answer, right: one })),
        [...each].map(([name, values]) => ({ name, values })),
      ),
    },
  };
};

/** Answers with what would be right. @throws GenloomError where that is missing, or a text is too long to compare */
function pairsOf({ items }: Answers, references: readonly string[] | undefined) {
  if (items.length === 0)
    throw new GenloomError({
      code: 'answers.none',
      title: 'There are no answers to compare.',
      fix: 'Give “Answer prompts” some prompts.',
    });
  if (references && references.length !== items.length)
    throw new GenloomError({
      code: 'answers.other-count',
      title: `There are ${items.length.toLocaleString('en')} answers and ${references.length.toLocaleString('en')} references.`,
      fix: 'Give one document for each answer, in the same order.',
    });
  return items.map(({ prompt, answer, reference }, index) => {
    const right = references ? [references[index] ?? ''] : (reference ?? []);
    if (right.length === 0)
      throw new GenloomError({
        code: 'answers.no-reference',
        title: `Answer ${index + 1} has nothing to be compared with.`,
        detail: `Its prompt reads: ${excerpt(prompt)}`,
        fix: 'Give prompts with a “reference” to “Answer prompts”, or connect references.',
      });
    if (answer.length > LONGEST || right.some((one) => one.length > LONGEST))
      throw new GenloomError({
        code: 'answers.too-long',
        title: `Answer ${index + 1}, or its reference, has more than ${LONGEST.toLocaleString('en')} characters.`,
        fix: 'Compare shorter texts.',
      });
    return { prompt, answer, right };
  });
}
