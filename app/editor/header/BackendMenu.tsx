import { Cpu } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/app/ui/Button';
import { useRun } from '../state/run-store';
import styles from './BackendMenu.module.css';

const BackendChoices = dynamic(() => import('./BackendChoices'), { ssr: false });

/** What computes here, and a way to choose something else. */
export function BackendMenu() {
  const backends = useRun((state) => state.backends);
  const starting = useRun((state) => state.startingBackend);
  const [place, setPlace] = useState<{ readonly left: number; readonly bottom: number } | null>(null);
  const active = backends.find((backend) => backend.active);
  const shown = active?.label ?? (starting ? 'Measuring …' : 'This device');
  return (
    <>
      <Button
        look="plain"
        small
        className={`${styles.trigger} num`}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        aria-label={`Computes with: ${shown}`}
        title="What computes here"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setPlace({ left, bottom });
          if (backends.length === 0) void useRun.getState().startBackend();
        }}
      >
        <Cpu size={13} aria-hidden />
        <span>{shown}</span>
      </Button>
      {place && <BackendChoices {...place} onClose={() => setPlace(null)} />}
    </>
  );
}
