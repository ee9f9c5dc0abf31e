/** A prompt and its answer, as ids. */
export interface AnsweredIds {
  readonly prompt: ArrayLike<number>;
  readonly answer: ArrayLike<number>;
}

/** Prompts with their answers, one below the other, filled up on the right; what fills up is never looked at, since no token looks ahead. */
export interface AnswerRows {
  readonly rows: number;
  readonly length: number;
  /** `[rows, length]`. */
  readonly ids: Int32Array;
  /** Where each token of an answer is foretold, the place before it, counted over all rows; row after row. */
  readonly places: Int32Array;
  /** The tokens of the answers, in the order of the places. */
  readonly labels: Int32Array;
  /** Which row each of them belongs to. */
  readonly rowOf: Int32Array;
  /** How many tokens each answer has. */
  readonly lengths: Int32Array;
}

/** Lays prompts and answers out in rows. @throws RangeError for an empty prompt, after which nothing foretells the first token */
export function answerRows(answered: readonly AnsweredIds[]): AnswerRows {
  const rows = answered.length;
  // The last token foretells nothing that is asked for.
  const length = Math.max(1, ...answered.map(({ prompt, answer }) => prompt.length + answer.length - 1));
  const total = answered.reduce((sum, { answer }) => sum + answer.length, 0);
  const ids = new Int32Array(rows * length);
  const [places, labels, rowOf] = [new Int32Array(total), new Int32Array(total), new Int32Array(total)];
  let at = 0;
  for (const [row, { prompt, answer }] of answered.entries()) {
    if (prompt.length === 0) throw new RangeError('A prompt has at least one token.');
    const whole = [...Array.from(prompt), ...Array.from(answer)];
    ids.set(whole.slice(0, length), row * length);
    for (let index = 0; index < answer.length; index++, at++) {
      places[at] = row * length + prompt.length - 1 + index;
      labels[at] = answer[index] ?? 0;
      rowOf[at] = row;
    }
  }
  return {
    rows,
    length,
    ids,
    places,
    labels,
    rowOf,
    lengths: Int32Array.from(answered, ({ answer }) => answer.length),
  };
}
