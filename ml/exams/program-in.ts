/** What is said before a task, in the words of OpenAI’s simple-evals. */
export const PROGRAM_TASK =
  'Read the following function signature and docstring, and fully implement the function described. Your response should only contain the code for this function.';

/** A program, and what of the task stands before it. */
export interface FoundProgram {
  readonly before: string;
  readonly program: string;
}

/**
 * The program in what was answered in words: the first block of code, or all of it. Where it declares the task’s function anew it stands behind what the task
 * has before that; otherwise it goes on from the task.
 */
export function programIn(written: string, task: string): FoundProgram {
  const program = /```[^\n]*\n([\s\S]*?)(```|$)/.exec(written)?.[1] ?? written;
  const [declared, name] = [...task.matchAll(/^[^\S\n]*(?:async )?function\s+([\w$]+)/gm)].at(-1) ?? [];
  const again =
    name !== undefined && new RegExp(`\\b${name.replaceAll('$', '\\$')}\\s*(=|\\()`).test(signatureOf(program));
  if (!again || declared === undefined) return { before: task, program };
  return { before: task.slice(0, task.lastIndexOf(declared)), program };
}

/** The lines of a program that may declare a function. */
const signatureOf = (program: string): string =>
  program
    .split('\n')
    .filter((line) => /^\s*(export\s+)?(async\s+)?(function|const|let|var)\b/.test(line))
    .join('\n');
