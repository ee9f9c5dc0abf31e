import { type ExposedParam, retitleEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './inspector.module.css';

interface ExposedTitlesProps {
  readonly node: string;
  readonly exposed: readonly ExposedParam[];
}

/** What the settings of a subgraph are called, folded away: they have the names that they have inside until somebody gives them others. */
export function ExposedTitles({ node, exposed }: ExposedTitlesProps) {
  const rename = (name: string, title: string) => {
    const { root, path, editWhole } = useEditor.getState();
    editWhole(retitleEdit(root, [...path, node], name, title), `exposed ${node} ${name}`);
  };
  return (
    <details className={styles.renames}>
      <summary>Rename these settings</summary>
      {exposed.map(({ name, title }) => (
        <input
          key={name}
          value={title ?? name}
          maxLength={200}
          aria-label={`Name of the setting ${title ?? name}`}
          onChange={(event) => rename(name, event.target.value)}
        />
      ))}
    </details>
  );
}
