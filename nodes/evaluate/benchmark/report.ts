import type { Exam, ExamQuestion, Metric, Metrics, Table, TableColumn } from '@/graph';
import { pooledScore, type Score, scoreOf } from '@/ml/exams/mark';
import { excerpt } from '../../common/documents';
import { askedItems } from '../items';

/** A question, what was answered, and its marks by the names of the harness’s measures. */
export interface MarkedQuestion {
  readonly question: ExamQuestion;
  readonly marks: Readonly<Record<string, number>>;
  readonly given: string;
  /** Of each choice; none where the answer is written. */
  readonly logLikelihoods: readonly number[];
}

/** Subjects whose scores are told one by one, at most. */
const MOST_SUBJECTS = 60;
/** Wrong answers that are shown. */
const SHOWN = 5;

const HELP: Readonly<Record<string, string>> = {
  acc: 'Right answers: the likeliest choice is taken.',
  acc_norm: 'Right answers, where log-likelihoods are divided by the characters of the choices.',
  'exact_match (strict)': 'Right numbers, of those that stand after ####.',
  'exact_match (flexible)': 'Right numbers, where the last one that was written counts.',
  'letter accuracy':
    'Right letters, of those written after “Answer:”. Not to be compared with acc, which compares likelihoods.',
  'pass@1': 'Tasks that a program passes, one a task.',
  'pass@10': 'Tasks that one of ten programs passes.',
  'pass@100': 'Tasks that one of a hundred programs passes.',
};

/** The scores of an exam in per cent, each with its standard error, then those of its subjects. */
export function examMetrics(exam: Exam, marked: readonly MarkedQuestion[], shots: number): Metrics {
  const subjects = new Map<string | null, MarkedQuestion[]>();
  for (const one of marked) {
    const own = subjects.get(one.question.subject);
    if (own) own.push(one);
    else subjects.set(one.question.subject, [one]);
  }
  const several = subjects.size > 1;
  const values: Metric[] = [];
  for (const name of Object.keys(marked[0]?.marks ?? {})) {
    const marksOf = (some: readonly MarkedQuestion[]) => some.map(({ marks }) => marks[name] ?? 0);
    const score = several ? pooledScore([...subjects.values()].map(marksOf)) : scoreOf(marksOf(marked));
    values.push(...told(name, score, exam.scoring === 'truth' ? 'Share of probability on true answers.' : HELP[name]));
    if (several && subjects.size <= MOST_SUBJECTS)
      for (const [subject, some] of subjects) {
        const own = scoreOf(marksOf(some));
        values.push({ name: `${name}: ${(subject ?? '').replaceAll('_', ' ')}`, ...inPerCent(own.mean) });
      }
  }
  if (exam.scoring === 'choices' || exam.scoring === 'contexts') {
    const chance = marked.reduce((sum, { question }) => sum + question.right.length / question.choices.length, 0);
    values.push({
      name: 'Chance',
      value: (100 * chance) / marked.length,
      unit: '%',
      help: 'What blind guesses reach.',
    });
  }
  values.push({ name: 'Questions', value: marked.length });
  const items = askedItems(
    'questions',
    marked.map(({ question, given }) => ({
      asked: question.text || (question.choices[0] ?? ''),
      given,
      right: rightOf(question),
    })),
    Object.keys(marked[0]?.marks ?? {}).map((name) => ({
      name,
      values: marked.map(({ marks }) => 100 * (marks[name] ?? 0)),
    })),
  );
  return { values, curves: [], notes: notesOf(exam, marked, shots), items };
}

function told(name: string, { mean, standardError }: Score, help: string | undefined): Metric[] {
  const score: Metric = { name, ...inPerCent(mean), ...(help !== undefined && { help }) };
  if (standardError === null) return [score];
  return [
    score,
    {
      name: `${name}: standard error`,
      value: 100 * standardError,
      unit: '%',
      better: 'lower',
      help: 'Two of these to either side hold the score that more such questions would give, 19 times of 20.',
    },
  ];
}

const inPerCent = (share: number) => ({ value: 100 * share, unit: '%', better: 'higher' }) as const;

function notesOf(exam: Exam, marked: readonly MarkedQuestion[], shots: number): string[] {
  const counted = exam.shots === 'never' ? 0 : shots;
  const how = { first: 'the first of the pool', drawn: 'drawn for each as the harness draws them', never: '' };
  if (exam.scoring === 'tests')
    return marked
      .filter(({ marks }) => Object.values(marks)[0] === 0)
      .slice(0, SHOWN)
      .map(({ question, given }) => `${excerpt(question.text)} — ${excerpt(given, 200)}`);
  const wrong = marked.filter(({ marks }) => Object.values(marks)[0] === 0).slice(0, SHOWN);
  return [
    counted === 0 ? 'No solved examples were shown.' : `${counted} solved examples were shown: ${how[exam.shots]}.`,
    ...wrong.map(({ question, given }) => {
      const asked = excerpt(question.text || (question.choices[0] ?? ''));
      return `${asked} — answered “${excerpt(given, 80)}”, right is “${excerpt(rightOf(question), 80)}”`;
    }),
  ];
}

const rightOf = ({ right, choices, answer }: ExamQuestion): string =>
  choices.length > 0
    ? right.map((place) => choices[place] ?? '').join(' · ')
    : answer.slice(Math.max(0, answer.lastIndexOf('####')));

/** Question by question: what was answered, what is right, the marks, and how likely both were. */
export function resultsTable({ scoring }: Pick<Exam, 'scoring'>, marked: readonly MarkedQuestion[]): Table {
  const names = Object.keys(marked[0]?.marks ?? {});
  // Of programs that were written several times, a share of them passes.
  const whole = scoring !== 'truth' && scoring !== 'tests';
  const rows = marked.map(({ question, given, marks, logLikelihoods }) => {
    const ofRight = question.right.map((place) => logLikelihoods[place] ?? Number.NEGATIVE_INFINITY);
    return [
      words(question.subject ?? ''),
      words(question.text || (question.choices[0] ?? '')),
      words(given),
      words(rightOf(question)),
      ...names.map((name) => marks[name] ?? null),
      logLikelihoods.length > 0 ? Math.max(...logLikelihoods) : null,
      logLikelihoods.length > 0 ? Math.max(...ofRight) : null,
    ];
  });
  const texts = ['subject', 'question', 'answered', 'right'].map(
    (name, at): TableColumn => ({
      name,
      kind: 'category',
      categories: [...new Set(rows.flatMap((row) => (typeof row[at] === 'string' ? [row[at]] : [])))],
    }),
  );
  return {
    columns: [
      ...texts,
      ...names.map((name): TableColumn => ({ name, kind: whole ? 'whole' : 'number' })),
      { name: 'log-likelihood of the answer', kind: 'number' },
      { name: 'log-likelihood of the right one', kind: 'number' },
    ],
    rows,
  };
}

/** A cell of words; empty ones count as missing. */
const words = (text: string): string | null => excerpt(text, 300) || null;
