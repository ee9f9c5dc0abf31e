import { ArrowUpCircle } from 'lucide-react';
import { type GraphNode, instancesOf, isInstance, wantedFor } from '@/graph';
import { newestIn, useLibrary } from './library-store';
import styles from './NewerBadge.module.css';

/** Says quietly, on a node, that its library has a newer version of it, or of what lies inside. */
export function NewerBadge({ node }: { readonly node: GraphNode }) {
  const words = useLibrary((state) => wordsFor(node, newestIn(state)));
  if (words === null) return null;
  return (
    <p className={styles.badge} title="Select the node to see what is new">
      <ArrowUpCircle size={12} aria-hidden /> {words}
    </p>
  );
}

function wordsFor(node: GraphNode, newest: ReturnType<typeof newestIn>): string | null {
  const own = wantedFor(node, newest);
  if (own !== null) return `Version ${own} is there`;
  if (isInstance(node) || !node.body) return null;
  return instancesOf(node.body).some((inner) => wantedFor(inner.node, newest) !== null)
    ? 'Newer versions inside'
    : null;
}
