'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import type { View } from '@/graph';
import { viewAsText } from './as-text';
import styles from './viewers.module.css';

const WORDS = { idle: 'Copy', copied: 'Copied', refused: 'This browser refuses' } as const;

/** Copies what a view shows as text. */
export function CopyButton({ view }: { readonly view: View }) {
  const [state, setState] = useState<keyof typeof WORDS>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(viewAsText(view)).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  return (
    <Button small look="plain" className={styles.copy ?? ''} onClick={() => void copy()}>
      {state === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      <span role="status">{WORDS[state]}</span>
    </Button>
  );
}
