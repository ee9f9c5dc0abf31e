import type { Random } from '../random';

/** Words that stand for one another in nearly every sentence; the first is turned into the second, and back. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['do not', "don't"],
  ['does not', "doesn't"],
  ['did not', "didn't"],
  ['cannot', "can't"],
  ['is not', "isn't"],
  ['are not', "aren't"],
  ['will not', "won't"],
  ['it is', "it's"],
  ['that is', "that's"],
  ['I am', "I'm"],
  ['begins', 'starts'],
  ['big', 'large'],
  ['small', 'little'],
  ['quick', 'fast'],
  ['buy', 'purchase'],
  ['for example', 'for instance'],
  ['maybe', 'perhaps'],
  ['almost', 'nearly'],
  ['a lot of', 'plenty of'],
  ['because', 'since'],
];

/** Questions, and the same asked otherwise. */
const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/^What (is|are|was|were) ([^?]+)\?$/, 'Can you tell me what $2 $1?'],
  [/^Who (is|are|was|were) ([^?]+)\?$/, 'Tell me who $2 $1.'],
  [/^Where (is|are|was|were) ([^?]+)\?$/, 'Do you know where $2 $1?'],
  [/^When (is|are|was|were) ([^?]+)\?$/, 'I wonder when $2 $1.'],
  [/^How many ([^?]+) are there\?$/, 'What is the number of $1?'],
  [/^Why (is|are|was|were) ([^?]+)\?$/, 'What is the reason that $2 $1?'],
];

/** The same in other words, by templates: each place that could be said otherwise is, with a chance of `share`. */
export function rephrase(text: string, share: number, random: Random): string {
  const sentences = text.split(/(?<=[.!?])(\s+)/);
  return sentences.map((part) => rephraseSentence(part, share, random)).join('');
}

function rephraseSentence(sentence: string, share: number, random: Random): string {
  const question = QUESTIONS.find(([pattern]) => pattern.test(sentence));
  const asked = question && random.next() < share ? sentence.replace(question[0], question[1]) : sentence;
  return ALIKE.reduce((left, [one, other]) => {
    const pattern = new RegExp(`\\b(?:${one}|${other.replace("'", "[’']")})\\b`, 'gi');
    return left.replace(pattern, (found) => {
      if (random.next() >= share) return found;
      const wanted = found.toLowerCase() === one.toLowerCase() ? other : one;
      const isCapital = found.charAt(0) !== found.charAt(0).toLowerCase();
      return isCapital ? wanted.charAt(0).toUpperCase() + wanted.slice(1) : wanted;
    });
  }, asked);
}
