import { toast } from 'sonner';
import { describeError } from '@/graph';

/** Shows what went wrong, and what would help. */
export function tellProblem(error: unknown): void {
  const { title, detail, fix } = describeError(error);
  toast.error(title, { description: [detail, fix].filter(Boolean).join(' ') });
}
