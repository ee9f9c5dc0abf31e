'use client';
import { Tabs } from 'radix-ui';
import { useMemo } from 'react';
import { catalogue } from '@/app/catalogue';
import { Dialog } from '@/app/ui/Dialog';
import { App } from '@/app/visitor/AppPage';
import { type GraphApp, LIMITS, setAppEdit, suggestApp } from '@/graph';
import { closeDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import styles from './AppDialog.module.css';
import { HandOut } from './HandOut';
import { InputList, OutputList } from './Lists';

const KINDS = [
  ['form', 'Form'],
  ['chat', 'Chat'],
] as const;

/** What a message of a chat takes along from before it, in the words of its setting. */
const REMEMBERS = [
  [0, 'nothing: each message is answered by itself'],
  [1, 'the exchange before it'],
  [4, 'the 4 exchanges before it'],
  [12, 'the 12 exchanges before it'],
] as const;

/** Makes a page of the graph for those who only use it: what they set, what they see, and how it is handed out. Each change is an edit that undo knows. */
export default function AppDialog() {
  const root = useEditor((state) => state.root);
  const app = useMemo(() => root.app ?? suggestApp(root, catalogue), [root]);
  const change = (changed: Partial<GraphApp>, gesture?: string) => {
    const { root: now, editWhole } = useEditor.getState();
    editWhole(setAppEdit(now, { ...(now.app ?? app), ...changed }), gesture && `app ${gesture}`);
  };
  return (
    <Dialog
      title="App"
      description="A page for those who only use this graph: some settings, a button, and what comes of it. It runs in their browser."
      onClose={closeDialog}
      wide
    >
      <Tabs.Root defaultValue="make">
        <Tabs.List className={styles.tabs} aria-label="App">
          <Tabs.Trigger value="make">Make it</Tabs.Trigger>
          <Tabs.Trigger value="look">Preview</Tabs.Trigger>
          <Tabs.Trigger value="share">Hand it out</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="make" className={styles.make} tabIndex={-1}>
          {!root.app && (
            <p className={styles.first} role="note">
              This is a first choice, made from the graph. Change what you like; it is kept with the project from then
              on.
            </p>
          )}
          <div className={styles.heads}>
            <label>
              Title
              <input
                value={app.title}
                maxLength={LIMITS.title}
                onChange={(event) => change({ title: event.target.value }, 'title')}
              />
            </label>
            <fieldset className={styles.kinds}>
              <legend>Kind</legend>
              {KINDS.map(([kind, says]) => (
                <label key={kind}>
                  <input type="radio" name="app-kind" checked={app.kind === kind} onChange={() => change({ kind })} />
                  {says}
                </label>
              ))}
            </fieldset>
          </div>
          <label className={styles.intro}>
            Introduction
            <textarea
              rows={3}
              value={app.intro}
              maxLength={LIMITS.text}
              placeholder="What it does, and what to try first."
              onChange={(event) => change({ intro: event.target.value }, 'intro')}
            />
          </label>
          {app.kind === 'chat' && (
            <div className={styles.memory}>
              <p className={styles.first}>
                Each message goes into the first input that is a text, the graph runs, and the first output answers.
              </p>
              <label>
                Takes along
                <select
                  value={app.remembers ?? 0}
                  onChange={(event) => change({ remembers: Number(event.target.value) })}
                >
                  {REMEMBERS.map(([count, says]) => (
                    <option key={count} value={count}>
                      {says}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          )}
          <InputList app={app} onChange={(inputs, gesture) => change({ inputs }, gesture)} />
          <OutputList app={app} onChange={(outputs, gesture) => change({ outputs }, gesture)} />
        </Tabs.Content>
        <Tabs.Content value="look" tabIndex={-1}>
          <div className={styles.preview} inert>
            <App original={root} />
          </div>
        </Tabs.Content>
        <Tabs.Content value="share" tabIndex={-1}>
          <HandOut app={app} />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}
