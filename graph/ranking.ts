import { hashJson } from './hash';
import type { AnswerPair, AnswerPairs } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** What a person says of a pair: left or right is better, they are as good as each other, or it is passed over. */
export type Verdict = 'L' | 'R' | '=' | 'S';

/** Pairs that are decided, by their ids, in the order in which that was done. */
export type Decisions = ReadonlyMap<string, Verdict>;

/** So many decisions a document keeps; the oldest give way. */
export const MOST_DECISIONS = 2_000;
/** Characters of one as it is written: the id, the verdict, a space. */
const ID_LENGTH = 10;
export const MOST_DECISION_CHARACTERS = MOST_DECISIONS * (ID_LENGTH + 2);

/** A pair's id: a hash of what a person reads. */
export const pairId = ({ prompt, left, right }: Pick<AnswerPair, 'prompt' | 'left' | 'right'>): string =>
  hashJson([prompt, left, right]).slice(0, ID_LENGTH);

/** Reads decisions as a document keeps them, `0a1b2c3d4eL 5f60718293=`; what is not one is passed over, and of two on one pair the later counts. */
export function readDecisions(written: string): Decisions {
  const decisions = new Map<string, Verdict>();
  for (const word of written.slice(0, MOST_DECISION_CHARACTERS).split(' ')) {
    const [, id, verdict] = /^([0-9a-f]{10})([LRS=])$/.exec(word) ?? [];
    if (id === undefined || !isVerdict(verdict)) continue;
    decisions.delete(id);
    decisions.set(id, verdict);
  }
  return decisions;
}

/** Writes decisions for a document. */
export const writeDecisions = (decisions: Decisions): string =>
  [...decisions]
    .slice(-MOST_DECISIONS)
    .map(([id, verdict]) => `${id}${verdict}`)
    .join(' ');

/** With one more, which is then the last; `null` takes that on the pair back. */
export function decide(decisions: Decisions, id: string, verdict: Verdict | null): Decisions {
  const next = new Map(decisions);
  next.delete(id);
  if (verdict) next.set(id, verdict);
  return next;
}

/** What can be seen of pairs, blind: so many from `offset` on, with their ids, and how many there are in all. */
export function answerPairsView({ pairs }: AnswerPairs, large = false, offset = 0): View {
  const most = large ? VIEW_LIMITS.items : 3;
  const shown = large ? SHOWN_LARGE : SHOWN;
  return {
    view: 'table',
    columns: ['prompt', 'left', 'right', 'pair'],
    rows: pairs
      .slice(offset, offset + most)
      .map(({ id, prompt, left, right }) => [prompt.slice(-shown), left.slice(0, shown), right.slice(0, shown), id]),
    caption: `${pairs.length.toLocaleString('en')} ${pairs.length === 1 ? 'pair' : 'pairs'}`,
  };
}

/** Characters of a prompt or an answer, on a card and with room. */
const [SHOWN, SHOWN_LARGE] = [240, 8_000];

const isVerdict = (letter: string | undefined): letter is Verdict =>
  letter === 'L' || letter === 'R' || letter === '=' || letter === 'S';
