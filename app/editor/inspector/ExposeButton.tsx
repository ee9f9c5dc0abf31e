import { ArrowUpFromLine } from 'lucide-react';
import { tellProblem } from '@/app/ui/tell-problem';
import { bodyAt, exposeEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './inspector.module.css';

interface ExposeButtonProps {
  readonly node: string;
  readonly param: string;
  /** What it is called here, and at first outside. */
  readonly label: string;
}

/** Inside a subgraph: lets a setting be set from outside, or no longer. */
export function ExposeButton({ node, param, label }: ExposeButtonProps) {
  const around = useEditor(({ root, path }) => (path.length === 0 ? null : bodyAt(root, path)));
  if (!around) return null;
  const exposed = around.exposed.some((one) => one.node === node && one.param === param);
  const says = exposed ? `${label} is set from outside: set it here again` : `Let ${label} be set from outside`;
  const toggle = () => {
    const { root, path, editWhole } = useEditor.getState();
    try {
      editWhole(exposeEdit(root, path, { node, param, title: label }));
    } catch (error) {
      tellProblem(error);
    }
  };
  return (
    <button
      type="button"
      className={styles.reset}
      aria-pressed={exposed}
      aria-label={says}
      title={says}
      onClick={toggle}
    >
      <ArrowUpFromLine size={12} />
    </button>
  );
}
