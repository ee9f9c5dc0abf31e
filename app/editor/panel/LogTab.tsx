import { useRun } from '../state/run-store';
import { duration } from '../words';
import styles from './BottomPanel.module.css';
import { useTitles } from './titles';

/** What the steps had to say. */
export function LogTab() {
  const logs = useRun((state) => state.logs);
  const titleOf = useTitles();
  if (logs.length === 0)
    return (
      <p className={styles.soft}>Nothing out of the ordinary. What steps have to say while they run is told here.</p>
    );
  return (
    <ol className={styles.log}>
      {logs.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
        <li key={index} data-level={line.level}>
          <span className="num">{duration(line.at / 1000)}</span>
          <b>{line.nodeId === null ? '' : titleOf(line.nodeId)}</b>
          <span>{line.text}</span>
        </li>
      ))}
    </ol>
  );
}
