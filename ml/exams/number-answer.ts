/** How the number is found in what was written. */
export type Extraction = 'strict' | 'flexible';

/** What the harness takes for an answer where it finds none. */
export const NO_ANSWER = '[invalid]';

const STRICT = /#### (-?[0-9.,]+)/;
const FLEXIBLE = /(-?[$0-9.,]{2,})|(-?[0-9]+)/g;

/**
 * The number that was written, as the harness’s filters for GSM8K find it: the first after `####` (strict-match), or the
 * last number of all (flexible-extract).
 */
export function numberIn(written: string, extraction: Extraction): string {
  if (extraction === 'strict') return STRICT.exec(written)?.[1]?.trim() ?? NO_ANSWER;
  return written.match(FLEXIBLE)?.at(-1)?.trim() ?? NO_ANSWER;
}

/** Whether a number is that of the solution, without commas, dollars, a last full stop, and all before `####`. */
export const isSameNumber = (found: string, solution: string): boolean => bare(found) === bare(solution);

/** The marks of a written answer, by the harness’s names. */
export const numberMarks = (written: string, { answer }: { readonly answer: string }) => ({
  'exact_match (strict)': Number(isSameNumber(numberIn(written, 'strict'), answer)),
  'exact_match (flexible)': Number(isSameNumber(numberIn(written, 'flexible'), answer)),
});

const bare = (text: string): string =>
  text
    .replaceAll(',', '')
    .replaceAll('$', '')
    .replace(/.*#### /s, '')
    .replace(/\.(?=\n?$)/, '')
    .toLowerCase();

/** Where the harness stops a written answer. */
export const NUMBER_STOPS: readonly string[] = ['Question:', '</s>', '<|im_end|>'];
