'use client';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { ApiProblem, api } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { sentenceOf } from '@/graph';
import panel from '../panels.module.css';
import styles from './web.module.css';

/** The hosts whose pages graphs may fetch, one a line. */
export default function WebHostsDialog() {
  const [lines, setLines] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const id = useId();
  useEffect(() => {
    api.web.hosts().then((hosts) => setLines(hosts.join('\n')), tellProblem);
  }, []);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setSaving(true);
    try {
      const hosts = (lines ?? '').split(/[\s,]+/).filter(Boolean);
      await api.web.setHosts(hosts);
      toast.success(hosts.length === 0 ? 'No web page is fetched any more.' : 'The list of hosts is saved.');
      closeDialog();
    } catch (error) {
      setSaving(false);
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(sentenceOf(error));
    }
  };
  return (
    <Dialog
      title="Web pages"
      description="Pages that graphs and their agents may fetch. The server asks the hosts on this list and no others, at public addresses; redirects are held to it too."
      onClose={closeDialog}
    >
      {lines === null ? (
        <p className={panel.soft}>Looking …</p>
      ) : (
        <form className={styles.form} onSubmit={save}>
          <label htmlFor={id}>Hosts, one a line</label>
          <textarea
            id={id}
            rows={8}
            spellCheck={false}
            autoCapitalize="off"
            maxLength={50_000}
            placeholder={'en.wikipedia.org\n*.example.org'}
            value={lines}
            onChange={(event) => setLines(event.target.value)}
          />
          <p className={panel.soft}>
            A host learns what it is asked, addresses and all: list only those that you would tell what your graphs work
            on. “*.” and a name is all hosts below it; https is meant, unless http:// stands before it.
          </p>
          {problem && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <Button type="submit" look="primary" disabled={saving}>
            Save the list
          </Button>
        </form>
      )}
    </Dialog>
  );
}
