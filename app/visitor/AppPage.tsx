'use client';
import { type ReactNode, useMemo, useState } from 'react';
import { catalogue } from '@/app/catalogue';
import { useEditor } from '@/app/editor/state/editor-store';
import { useKnownResults } from '@/app/editor/state/useKnownResults';
import { ThemeButton } from '@/app/home/ThemeButton';
import { Button } from '@/app/ui/Button';
import { Mark } from '@/app/ui/Mark';
import { Toasts } from '@/app/ui/Toasts';
import { useTheme } from '@/app/ui/theme';
import { explanationOf, type GraphDocument, isText, resolveApp, suggestApp } from '@/graph';
import { Chat } from './Chat';
import { Form } from './Form';
import { useVisit } from './useVisit';
import styles from './visitor.module.css';

interface AppPageProps {
  readonly document: GraphDocument;
  /** Where else this can be looked at: in the editor, or in a page of its own. */
  readonly elsewhere: { readonly href: string; readonly says: string };
  /** Inside the page of somebody else. */
  readonly framed?: boolean;
}

/** A graph as a page for those who only use it: some settings, what comes of them, and a button. What is set here stays here. */
export function AppPage({ document, elsewhere, framed = false }: AppPageProps) {
  const visit = useVisit(document);
  const theme = useTheme();
  const title = document.app?.title || document.name;
  return (
    <div className={styles.page} data-framed={framed}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <Mark size={20} /> {framed ? 'Genloom' : 'Made with Genloom'}
        </span>
        <a href={elsewhere.href} target={framed ? '_blank' : undefined} rel="noreferrer">
          {elsewhere.says}
        </a>
        {!framed && <ThemeButton />}
      </header>
      <main>
        {visit.state === 'opening' && <p className={styles.none}>Opening {title} …</p>}
        {visit.state === 'failed' && (
          <div role="alert">
            <h1>{visit.why.title}</h1>
            <p className={styles.intro}>{explanationOf(visit.why)}</p>
            <Button look="primary" onClick={visit.again}>
              Try again
            </Button>
          </div>
        )}
        {visit.state === 'open' && <OpenApp original={document} framed={framed} />}
      </main>
      <Toasts position="bottom-center" theme={theme} closeButton richColors />
    </div>
  );
}

function OpenApp({ original, framed }: { readonly original: GraphDocument; readonly framed: boolean }) {
  useKnownResults();
  return <App original={original} framed={framed} />;
}

interface AppProps {
  readonly original: GraphDocument;
  readonly framed?: boolean;
}

/** The app of the open graph, or the one that it has before anybody has made one. */
export function App({ original, framed = false }: AppProps) {
  const root = useEditor((state) => state.root);
  const app = useMemo(() => root.app ?? suggestApp(root, catalogue), [root]);
  const { inputs: now, outputs } = useMemo(() => resolveApp(root, app, catalogue), [root, app]);
  // A setting goes back to how the app came, not to how its node does.
  const [first] = useState(root);
  const inputs = useMemo(() => {
    const presets = resolveApp(first, app, catalogue).inputs;
    return now.map((input) => {
      const preset = presets.find(({ node, param }) => node === input.node && param === input.param);
      const given = preset?.located.params[input.param];
      return given === undefined ? input : { ...input, field: { ...input.field, default: given } };
    });
  }, [now, first, app]);
  // The server fetches addresses; inside a foreign page it is not asked.
  const asked = framed ? inputs.filter(({ field }) => field.control !== 'url') : inputs;
  const message = app.kind === 'chat' ? asked.find(({ field }) => isText(field)) : undefined;
  const [answer] = outputs;
  return (
    <>
      <h1>{app.title || root.name}</h1>
      {app.intro && <p className={styles.intro}>{app.intro}</p>}
      <Sheet>
        {answer === undefined ? (
          <p className={styles.none}>
            This app shows nothing yet: its graph has no output that could be shown. Whoever made it can choose one in
            the editor.
          </p>
        ) : message ? (
          <Chat
            message={message}
            answer={answer}
            others={asked.filter((input) => input !== message)}
            remembers={app.remembers ?? 0}
          />
        ) : (
          <Form inputs={asked} outputs={outputs} original={original} />
        )}
      </Sheet>
    </>
  );
}

const Sheet = ({ children }: { readonly children: ReactNode }) => <div className={styles.sheet}>{children}</div>;
