'use client';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment } from 'react';
import { useRun } from '../state/run-store';
import { savedPreference } from '../state/runtime';
import styles from './BackendMenu.module.css';

/** What can compute here, how fast it was measured, and why something cannot. */
export default function BackendChoices({
  left,
  bottom,
  onClose,
}: {
  readonly left: number;
  readonly bottom: number;
  readonly onClose: () => void;
}) {
  const backends = useRun((state) => state.backends);
  const starting = useRun((state) => state.startingBackend);
  const { chooseBackend } = useRun.getState();
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden style={{ position: 'fixed', left, top: bottom }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align="start"
          collisionPadding={8}
          aria-label="Compute with"
          sideOffset={6}
        >
          <DropdownMenu.Label className={styles.label}>Compute with</DropdownMenu.Label>
          <Choice
            name="Automatic"
            detail="The fastest that this device has"
            chosen={savedPreference() === 'auto'}
            onSelect={() => chooseBackend('auto')}
          />
          {backends.map((backend) => (
            <Fragment key={backend.name}>
              <Choice
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
              {backend.half && (
                <Choice
                  name="WebGPU without half precision"
                  detail="All numbers of 32 bits, even where 16 would do and be quicker"
                  chosen={savedPreference() === 'webgpu-single'}
                  onSelect={() => chooseBackend('webgpu-single')}
                />
              )}
            </Fragment>
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
