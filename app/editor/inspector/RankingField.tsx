import { ListChecks } from 'lucide-react';
import { Button } from '@/app/ui/Button';
import { readDecisions } from '@/graph';
import { openDialog } from '../commands/dialog-store';
import styles from './inspector.module.css';

/** How many pairs are decided, and the way to where that is done. */
export function RankingField({ id, value }: { readonly id: string; readonly value: string }) {
  const { size } = readDecisions(value);
  return (
    <div className={styles.together}>
      <Button id={id} aria-label="Rank answers" onClick={() => openDialog('ranking')}>
        <ListChecks size={13} aria-hidden /> Rank answers
      </Button>
      <span className={styles.unit}>{size === 0 ? 'nothing decided yet' : `${size} decided`}</span>
    </div>
  );
}
