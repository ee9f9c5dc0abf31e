import { explanationOf, GenloomError } from '@/graph';
import { Problem } from '../problem';

/** Why a language model gave no answer, in the user's words. */
export function llmError(
  code: string,
  title: string,
  detail?: string,
  fix?: string,
  particulars?: readonly string[],
): GenloomError {
  return new GenloomError({
    code: `llm.${code}`,
    title,
    ...(detail ? { detail } : {}),
    ...(fix ? { fix } : {}),
    ...(particulars ? { particulars } : {}),
  });
}

/** Where the same is the answer of a route rather than the end of a chat. */
export async function orProblem<Result>(status: number, task: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof GenloomError)) throw error;
    const { code, title } = error;
    throw new Problem({ status, code: code.replace('.', '-'), title, detail: explanationOf(error) || title });
  }
}

export const nameTaken = (name: string): Problem =>
  new Problem({
    status: 409,
    code: 'name-taken',
    title: 'The name is taken',
    detail: `There is another connection “${name}”. Graphs find connections by their names: choose one of its own.`,
  });
