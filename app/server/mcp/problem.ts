import { Problem } from '../problem';

/** Why a server of tools gave no answer, in the user's words. */
export const mcpProblem = (code: string, title: string, detail: string, status = 502): Problem =>
  new Problem({ status, code: `mcp-${code}`, title, detail });

/** The problem that an SDK’s error came of, where it was one of ours; the SDK wraps what its transport throws. */
export function problemBehind(thrown: unknown): Problem | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++)
    if (error instanceof Problem) return error;
  return null;
}
