import type { Json } from './json';

/** A parameter whose other value would mend a problem. */
export interface ParamFix {
  readonly param: string;
  readonly value: Json;
  /** The parameter is not the node's own, but that of the nearest node before this input that has it. */
  readonly before?: string;
}

/** An error made for the person who meets it: what happened, why, and what would fix it. Every error that reaches the page has this form. */
export interface UserFacingError {
  /** Stable and machine-readable: `text.empty`, `wire.kind-mismatch`. */
  readonly code: string;
  /** One short sentence in the user's words. */
  readonly title: string;
  readonly detail?: string;
  /** What the user can do about it, in the imperative. */
  readonly fix?: string;
  /** What a program or a maintainer would want to know of it, line by line; the page shows it folded. */
  readonly particulars?: readonly string[];
  /** The fix again, where it is one parameter: the page makes a button of it. */
  readonly set?: ParamFix;
}

/** Thrown wherever a node, a parser or the engine meets something the user can do something about. */
export class GenloomError extends Error implements UserFacingError {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly fix?: string;
  readonly particulars?: readonly string[];

  constructor(error: UserFacingError, options?: ErrorOptions) {
    super(error.detail ? `${error.title} ${error.detail}` : error.title, options);
    this.name = 'GenloomError';
    this.code = error.code;
    this.title = error.title;
    if (error.detail !== undefined) this.detail = error.detail;
    if (error.fix !== undefined) this.fix = error.fix;
    if (error.particulars !== undefined) this.particulars = error.particulars;
  }
}

/** Thrown by a step that has come to where a person has to say something. It is no mistake: what it did is kept, and the next run goes on from there. */
export class WaitsForPerson extends GenloomError {}

/** What the page shows for anything that was thrown, however strange. Errors without the user-facing fields keep their message, never their stack. */
export function describeError(thrown: unknown): UserFacingError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'title' in thrown) {
    const { code, title } = thrown;
    if (typeof code === 'string' && typeof title === 'string') {
      const detail = 'detail' in thrown && typeof thrown.detail === 'string' ? { detail: thrown.detail } : {};
      const fix = 'fix' in thrown && typeof thrown.fix === 'string' ? { fix: thrown.fix } : {};
      const particulars =
        'particulars' in thrown && Array.isArray(thrown.particulars)
          ? { particulars: thrown.particulars.filter((line) => typeof line === 'string') }
          : {};
      return { code, title, ...detail, ...fix, ...particulars };
    }
  }
  const message = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  if (NOT_LOADED.test(message))
    return {
      code: 'part.not-loaded',
      title: 'A part of Genloom could not be loaded.',
      detail: 'It was updated after this page was opened, or the connection broke.',
      fix: 'Reload the page and run again: your graph is saved, and what was computed is kept.',
      particulars: [message],
    };
  return {
    code: 'unexpected',
    title: 'Something went wrong.',
    ...(message === '' ? {} : { detail: message }),
    fix: 'Try again. If it happens once more, please report it with the graph.',
  };
}

/** What Chromium, Firefox and Safari say of a script that is not there any more. */
const NOT_LOADED = /dynamically imported module|importing a module script failed/i;

/** What of an error stands below its title: why it happened, and what would help. Empty where neither is known. */
export const explanationOf = ({ detail, fix }: Pick<UserFacingError, 'detail' | 'fix'>): string =>
  [detail, fix].filter(Boolean).join(' ');

/** An error in one line, for a log or a notice: what happened, why, and what would help. */
export function sentenceOf(error: Pick<UserFacingError, 'title' | 'detail' | 'fix'>): string {
  const explanation = explanationOf(error);
  if (!explanation) return error.title;
  // Titles of the server's answers are headings, without a full stop.
  return `${/[.!?…”]$/.test(error.title) ? error.title : `${error.title}.`} ${explanation}`;
}
