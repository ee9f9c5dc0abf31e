'use client';
import { Command, Hand, Loader2, Moon, Pause, Play, Redo2, Share2, Square, Sun, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { memo, useEffect } from 'react';
import { Button, IconButton } from '@/app/ui/Button';
import { Mark } from '@/app/ui/Mark';
import { toggleTheme, useTheme } from '@/app/ui/theme';
import { openDialog } from '../commands/dialog-store';
import { runGraph } from '../commands/run-graph';
import { useView } from '../commands/view-store';
import { type SaveState, useEditor } from '../state/editor-store';
import { useRun, waitingNodes } from '../state/run-store';
import { clock, WAITS } from '../words';
import { BackendMenu } from './BackendMenu';
import styles from './Header.module.css';
import { MoreMenu } from './MoreMenu';

/** The top line: where one is, whether it is saved, the machine, and the button that matters. */
export const Header = memo(function Header() {
  const name = useEditor((state) => state.document.name);
  const edit = useEditor((state) => state.edit);
  const canUndo = useEditor((state) => state.past.length > 0);
  const canRedo = useEditor((state) => state.future.length > 0);
  const theme = useTheme();
  const rename = (after: string) => {
    const { description } = useEditor.getState().document;
    if (after.trim() && after !== name)
      edit({
        op: 'set-document',
        before: { name, description },
        after: { name: after.trim().slice(0, 200), description },
      });
  };
  return (
    <header className={styles.header}>
      <Link href="/" className={styles.home} aria-label="To your projects">
        <Mark />
      </Link>
      <input
        className={styles.name}
        key={name}
        defaultValue={name}
        size={Math.min(40, Math.max(8, name.length))}
        aria-label="Name of the project"
        onBlur={(event) => rename(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <Saved />
      <div className={styles.grow} />
      <BackendMenu />
      <div className={styles.wide}>
        <IconButton label="Undo" disabled={!canUndo} onClick={() => useEditor.getState().undo()}>
          <Undo2 size={15} />
        </IconButton>
        <IconButton label="Redo" disabled={!canRedo} onClick={() => useEditor.getState().redo()}>
          <Redo2 size={15} />
        </IconButton>
        <IconButton label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={toggleTheme}>
          {theme === 'dark' ? <Sun size={15} /> : <Moon size={15} />}
        </IconButton>
        <Button onClick={() => openDialog('share')}>
          <Share2 size={14} aria-hidden /> Share
        </Button>
        <Button title="A page for those who only use this graph" onClick={() => openDialog('app')}>
          App
        </Button>
        <Button onClick={() => openDialog('versions')}>Versions</Button>
      </div>
      <IconButton
        look="outlined"
        className={styles.commands}
        label="All commands"
        onClick={() => openDialog('commands')}
      >
        <Command size={14} />
      </IconButton>
      <MoreMenu />
      <Waiting />
      <RunButtons />
    </header>
  );
});

const SAVED: Readonly<Record<SaveState, string>> = {
  saved: 'Saved',
  saving: 'Saving …',
  unsaved: 'Not saved yet',
  offline: 'Kept here until the server answers',
  refused: 'Not saved: kept here',
  conflict: 'Changed in another tab',
  deleted: 'Deleted in another tab',
};

function Saved() {
  const state = useEditor((store) => store.saveState);
  return (
    <small className={styles.saved} data-state={state} role="status">
      <span>{SAVED[state]}</span>
    </small>
  );
}

/** It is the user's turn: this leads to where they are asked. */
function Waiting() {
  const first = useRun(({ nodes, status }) => (status === 'idle' ? waitingNodes(nodes)[0] : undefined));
  if (first === undefined) return null;
  return (
    <Button className={styles.waits} title={WAITS} onClick={() => lookAt(first)}>
      <Hand size={13} aria-hidden /> <span>{WAITS}</span>
    </Button>
  );
}

function lookAt(id: string): void {
  useEditor.getState().goTo(id);
  useView.getState().setSheet('inspector');
}

function RunButtons() {
  const status = useRun((state) => state.status);
  const { cancel, pause, resume } = useRun.getState();
  if (status === 'idle')
    return (
      <Button look="primary" className={styles.run} onClick={() => void runGraph(null)}>
        <Play size={13} fill="currentColor" aria-hidden /> Run
      </Button>
    );
  return (
    <div className={styles.running}>
      <RunProgress />
      <IconButton
        look="outlined"
        label={status === 'paused' ? 'Go on' : 'Pause'}
        onClick={status === 'paused' ? resume : pause}
      >
        {status === 'paused' ? <Play size={14} /> : <Pause size={14} />}
      </IconButton>
      <Button look="danger" onClick={cancel}>
        <Square size={12} fill="currentColor" aria-hidden /> Stop
      </Button>
    </div>
  );
}

/** How long the slowest running node still takes. */
function RunProgress() {
  const left = useRun(({ nodes }) => {
    const times = Object.values(nodes).flatMap((node) =>
      node.state === 'running' && node.secondsLeft !== undefined ? [node.secondsLeft] : [],
    );
    return times.length > 0 ? Math.round(Math.max(...times)) : null;
  });
  const paused = useRun((state) => state.status === 'paused');
  useEffect(() => {
    if (!paused) return;
    const before = document.title;
    document.title = `Paused · ${before}`;
    return () => {
      document.title = before;
    };
  }, [paused]);
  return (
    <small className={`${styles.left} num`}>
      {paused ? 'Paused' : <Loader2 size={13} className={styles.spin} aria-label="Running" />}
      {left !== null && !paused && <span>{clock(left)} left</span>}
    </small>
  );
}
