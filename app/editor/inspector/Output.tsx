import { Download, Printer } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import { ViewerLarge } from '@/app/viewers';
import type { View } from '@/graph';
import { runtime } from '../state/runtime';
import styles from './inspector.module.css';
import { printPage } from './print-page';
import { saveAsFile } from './save-as-file';

interface OutputProps {
  /** Of the value, where it is kept. */
  readonly port: string;
  readonly title: string;
  /** Other formats that it can be saved in, and what their buttons say. */
  readonly savedAs: Readonly<Record<string, string>> | undefined;
  readonly runKey: string;
  readonly small: View | undefined;
  readonly stored: boolean;
  /** Something to press beside the title. */
  readonly aside?: ReactNode;
}

const NONE = {};

/** One value that is there, as large as there is room, with ways to keep it. */
export function Output({ port, title, savedAs = NONE, runKey, small, stored, aside }: OutputProps) {
  const [large, setLarge] = useState<View | null>(null);
  useEffect(() => {
    let current = true;
    setLarge(null);
    if (stored)
      runtime()
        .then((ready) => ready.view(runKey, port))
        .then((view) => current && setLarge(view))
        .catch(tellProblem);
    return () => {
      current = false;
    };
  }, [runKey, port, stored]);
  const view = large && !isWhole(small) ? withPicture(large, small) : small;
  return (
    <section className={styles.output}>
      <header>
        <h4>{title}</h4>
        {aside}
        {stored && (
          <Button small look="plain" onClick={() => saveAsFile(runKey, port)}>
            <Download size={13} aria-hidden /> Save as file
          </Button>
        )}
        {stored && 'html' in savedAs && (
          <Button small look="plain" onClick={() => printPage(runKey, port)}>
            <Printer size={13} aria-hidden /> Print
          </Button>
        )}
        {stored &&
          Object.entries(savedAs).map(([format, says]) => (
            <Button key={format} small look="plain" onClick={() => saveAsFile(runKey, port, format)}>
              <Download size={13} aria-hidden /> {says}
            </Button>
          ))}
      </header>
      {stored && 'transformers' in savedAs && (
        <p className={styles.help}>
          “Load model” opens what is saved here in any graph. Other programs read what is saved for transformers.
        </p>
      )}
      {/* What the node itself drew of it, where that is another reading than its numbers. */}
      {small && large && view !== small && small.view !== large.view && <ViewerLarge view={small} />}
      {view ? <ViewerLarge view={view} /> : <p className={styles.help}>Nothing to show.</p>}
    </section>
  );
}

/** A map of codes has all that their numbers say, and more. */
const isWhole = (small: View | undefined): boolean => small?.view === 'map';

/** Numbers and curves as they are kept, with the picture that the node drew beside them. */
function withPicture(large: View, small: View | undefined): View {
  if (large.view === 'numbers' && small?.view === 'numbers' && small.picture)
    return { ...large, picture: small.picture };
  if (large.view === 'curves' && small?.view === 'curves' && small.picture) return { ...large, picture: small.picture };
  return large;
}
