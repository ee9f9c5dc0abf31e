import { toast } from '@/app/ui/toast';
import { describeError, explanationOf } from '@/graph';

/** Shows what went wrong, and what would help. */
export function tellProblem(error: unknown): void {
  const described = describeError(error);
  toast.error(described.title, { description: explanationOf(described) });
}
