import { Check, Copy, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { appLink, embedCode } from '@/app/share/app-links';
import { isLoopback } from '@/app/share/link';
import { Button } from '@/app/ui/Button';
import buttons from '@/app/ui/Button.module.css';
import { toast } from '@/app/ui/toast';
import { describeError, type GraphApp, sentenceOf, setAppEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './AppDialog.module.css';

/** The ways to an app: its page, a link that carries it, and a piece of HTML for other pages. */
export function HandOut({ app }: { readonly app: GraphApp }) {
  const root = useEditor((state) => state.root);
  const projectId = useEditor((state) => state.projectId);
  const saved = useEditor((state) => state.saveState === 'saved');
  const ways = waysTo({ ...root, app });
  return (
    <div className={styles.ways}>
      <section>
        <h3>Here</h3>
        <p>The app of this project, as it is saved.</p>
        {saved ? (
          <a
            className={`${buttons.button} ${buttons.primary}`}
            href={`/projects/${projectId}/app`}
            target="_blank"
            rel="noreferrer"
          >
            <ExternalLink size={14} aria-hidden /> Open the app
          </a>
        ) : (
          <Button look="primary" disabled>
            Saving …
          </Button>
        )}
      </section>
      {'why' in ways ? (
        <p className={styles.problem}>{ways.why}</p>
      ) : (
        <>
          <section>
            <h3>Link</h3>
            <p>
              The whole graph is in the link itself; nothing is uploaded, and it runs in the browser of whoever opens
              it. Files you chose and what was trained stay in this browser.
              {isLoopback(location.hostname) && ' It opens where Genloom runs: on this computer.'}
            </p>
            <Copied name="link" text={ways.link} />
          </section>
          <section>
            <h3>In another page</h3>
            <p>
              This piece of HTML shows the app inside any page. It computes with several threads where that page is
              isolated from other origins (COOP and COEP), and with one where it is not. It asks nothing of the server:
              apps that talk to a language model by a connection belong in a page of their own.
            </p>
            <Copied name="embed code" text={ways.code} />
          </section>
        </>
      )}
      {root.app && (
        <section>
          <Button
            onClick={() => useEditor.getState().editWhole(setAppEdit(useEditor.getState().root, null))}
            title="Undo brings it back"
          >
            Take this app away
          </Button>
        </section>
      )}
    </div>
  );
}

function Copied({ name, text }: { readonly name: string; readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error('This browser lets no page write to the clipboard here', {
        description: 'Select the text and copy it by hand.',
      });
    }
  };
  return (
    <div className={styles.row}>
      <input readOnly value={text} aria-label={`The ${name}`} onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={copy}>
        {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />} {copied ? 'Copied' : `Copy ${name}`}
      </Button>
    </div>
  );
}

function waysTo(
  graph: Parameters<typeof appLink>[0],
): { readonly link: string; readonly code: string } | { readonly why: string } {
  try {
    return { link: appLink(graph), code: embedCode(graph) };
  } catch (error) {
    return { why: sentenceOf(describeError(error)) };
  }
}
