import { Check, Cpu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from '@/app/ui/Button';
import { useRun } from '../state/run-store';
import { savedPreference } from '../state/runtime';
import styles from './BackendMenu.module.css';

/** What computes here, and a way to choose something else. */
export function BackendMenu() {
  const backends = useRun((state) => state.backends);
  const starting = useRun((state) => state.startingBackend);
  const { startBackend, chooseBackend } = useRun.getState();
  const active = backends.find((backend) => backend.active);
  const shown = active?.label ?? (starting ? 'Measuring …' : 'This device');
  return (
    <DropdownMenu.Root onOpenChange={(open) => open && backends.length === 0 && void startBackend()}>
      <DropdownMenu.Trigger asChild>
        <Button look="plain" small className={`${styles.trigger} num`} aria-label={`Computes with: ${shown}`}>
          <Cpu size={13} aria-hidden />
          <span>{shown}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6}>
          <DropdownMenu.Label className={styles.label}>Compute with</DropdownMenu.Label>
          <Choice
            name="Automatic"
            detail="The fastest that this device has"
            chosen={savedPreference() === 'auto'}
            onSelect={() => chooseBackend('auto')}
          />
          {backends.map((backend) => (
            <Choice
              key={backend.name}
              name={backend.label}
              detail={
                backend.why ??
                (backend.gflops === null
                  ? 'Not measured yet'
                  : `${backend.gflops.toFixed(1)} billion operations a second, measured here`)
              }
              chosen={savedPreference() === backend.name}
              disabled={!backend.available}
              active={backend.active}
              onSelect={() => chooseBackend(backend.name)}
            />
          ))}
          {backends.length === 0 && (
            <p className={styles.waiting}>
              {starting ? 'Looking at this device …' : 'Measured when it is first needed.'}
            </p>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly detail: string;
  readonly chosen: boolean;
  readonly active?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

function Choice({ name, detail, chosen, active = false, disabled = false, onSelect }: ChoiceProps) {
  return (
    <DropdownMenu.Item className={styles.item} disabled={disabled} onSelect={onSelect}>
      <span className={styles.check}>{chosen && <Check size={13} aria-label="chosen" />}</span>
      <span>
        {name}
        {active && <em> · in use</em>}
        <small>{detail}</small>
      </span>
    </DropdownMenu.Item>
  );
}
