import dynamic from 'next/dynamic';
import { triggersOf } from '@/graph';
import { useEditor } from '../state/editor-store';

const Watch = dynamic(() => import('./Watch').then((module) => module.Watch), { ssr: false });

/** Where a graph has triggers, what watches the time for them; it is loaded then. */
export function Triggers() {
  const root = useEditor((state) => state.root);
  return triggersOf(root).length > 0 ? <Watch /> : null;
}
