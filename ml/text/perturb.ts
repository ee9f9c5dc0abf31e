import type { Random } from '../random';

export type Perturbation = 'typos' | 'case' | 'drop' | 'double' | 'distractors';

/** How bad it is: 1, hardly seen, to 5, hard to read. */
export type Severity = 1 | 2 | 3 | 4 | 5;

/** What one step of severity does: the share of letters that are changed. */
const PER_STEP: Readonly<Record<Exclude<Perturbation, 'distractors'>, number>> = {
  typos: 0.02,
  case: 0.08,
  drop: 0.02,
  double: 0.02,
};
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const DISTRACTORS = [
  'The shop is closed on Monday.',
  'It rained a little in the morning.',
  'Somebody left a blue umbrella here.',
  'The next train leaves at noon.',
  'A cat sleeps on the wall.',
  'Tea is served in the garden.',
];

/**
 * Damages a text as people and machines do: keys beside the right one, odd capitals, letters left out or typed twice, and sentences that have nothing to
 * do with it, one for each step of severity. Only letters are touched, so that numbers stay what they are.
 */
export function perturb(text: string, kind: Perturbation, severity: Severity, random: Random): string {
  if (kind === 'distractors') {
    const sentences = text.split(/(?<=[.!?])\s+/);
    const strays = random.shuffle([...DISTRACTORS]).slice(0, severity);
    // The last sentence stays last: it may be the question.
    for (const stray of strays) sentences.splice(random.int(sentences.length), 0, stray);
    return sentences.join(' ');
  }
  const share = PER_STEP[kind] * severity;
  return Array.from(text, (sign) => {
    if (!/\p{L}/u.test(sign) || random.next() >= share) return sign;
    switch (kind) {
      case 'typos':
        return neighbourOf(sign, random);
      case 'case':
        return sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase();
      case 'drop':
        return '';
      default:
        return sign + sign;
    }
  }).join('');
}

/** A letter whose key lies beside that of another, on an English keyboard; letters without a key there stay. */
function neighbourOf(letter: string, random: Random): string {
  const lower = letter.toLowerCase();
  const row = ROWS.find((one) => one.includes(lower)) ?? '';
  const place = row.indexOf(lower);
  const beside = [row[place - 1], row[place + 1]].filter((one) => one !== undefined);
  const other = beside[random.int(beside.length)];
  if (place === -1 || other === undefined) return letter;
  return letter === lower ? other : other.toUpperCase();
}
