import { ImagesView } from '@/app/viewers/ImagesView';
import { oneImage } from '@/app/viewers/one-image';
import { useEditor } from '../state/editor-store';
import { runAt } from '../state/level';
import { useRun } from '../state/run-store';
import styles from './inspector.module.css';

/** The first image that comes to an input of the selected node, under a sheet that is drawn on; nothing before there is one. */
export function ImageBeneath({ input }: { readonly input: string }) {
  const from = useEditor(
    ({ document, selection }) =>
      document.wires.find(({ to }) => selection.has(to.node) && to.port === input)?.from ?? null,
  );
  const view = useRun(({ nodes }) => (from ? runAt(nodes, from.node)?.views[from.port] : undefined));
  if (view?.view !== 'images') return null;
  return (
    <div className={styles.imageBeneath} aria-hidden>
      <ImagesView view={oneImage(view, 0)} large />
    </div>
  );
}
