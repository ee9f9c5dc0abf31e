'use client';
import { Check, Copy, Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { useEditor } from '@/app/editor/state/editor-store';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { toast } from '@/app/ui/toast';
import { describeError, sentenceOf } from '@/graph';
import { exportDocument } from './export-document';
import { importFile } from './import-file';
import { encodeLink, isLoopback } from './link';
import styles from './ShareDialog.module.css';

/** A link that carries the whole graph, a file to keep or send, and a way to bring one in. */
export default function ShareDialog() {
  const document = useEditor((state) => state.root);
  const [copied, setCopied] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const link = linkTo(document);
  return (
    <Dialog
      title="Share this graph"
      description="Settings, wires and notes travel. Files you chose and what was trained stay in this browser."
      onClose={closeDialog}
    >
      <section className={styles.section}>
        <h3>Link</h3>
        {link.ok ? (
          <>
            <p>
              The whole graph is in the link itself; nothing is uploaded. {link.address.length.toLocaleString('en')}{' '}
              characters.
            </p>
            {isLoopback(location.hostname) && (
              <p>
                This link opens where Genloom runs: on this computer, or on another that runs Genloom at the same
                address. To hand the graph to others, export it as a file.
              </p>
            )}
            <div className={styles.row}>
              <input
                readOnly
                value={link.address}
                aria-label="Link to this graph"
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button
                look="primary"
                onClick={async () => {
                  try {
                    await navigator.clipboard.writeText(link.address);
                    setCopied(true);
                  } catch {
                    toast.error('This browser lets no page write to the clipboard here', {
                      description: 'Select the link and copy it by hand.',
                    });
                  }
                }}
              >
                {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}{' '}
                {copied ? 'Copied' : 'Copy link'}
              </Button>
            </div>
          </>
        ) : (
          <p className={styles.problem}>{link.why}</p>
        )}
      </section>
      <section className={styles.section}>
        <h3>File</h3>
        <div className={styles.row}>
          <Button onClick={() => exportDocument(document)}>
            <Download size={14} aria-hidden /> Export as JSON
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            aria-label="Graph file to import"
            tabIndex={-1}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              // The same file can be chosen again, after it has been mended.
              event.target.value = '';
              void importFile(file);
            }}
          />
          <Button onClick={() => picker.current?.click()}>
            <Upload size={14} aria-hidden /> Import into this graph
          </Button>
        </div>
      </section>
    </Dialog>
  );
}

function linkTo(
  graph: Parameters<typeof encodeLink>[0],
): { readonly ok: true; readonly address: string } | { readonly ok: false; readonly why: string } {
  try {
    return { ok: true, address: `${location.origin}/open#${encodeLink(graph)}` };
  } catch (error) {
    return { ok: false, why: sentenceOf(describeError(error)) };
  }
}
