'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { Toaster } from 'sonner';
import type { GraphDocument } from '@/graph';
import { Canvas } from './canvas/Canvas';
import { Dialogs } from './commands/Dialogs';
import { useShortcuts } from './commands/useShortcuts';
import styles from './EditorPage.module.css';
import { Header } from './header/Header';
import { Inspector } from './inspector/Inspector';
import { Palette } from './palette/Palette';
import { BottomPanel } from './panel/BottomPanel';
import { useAutosave } from './saving/useAutosave';
import { useEditor } from './state/editor-store';
import { useRun } from './state/run-store';
import { useKnownResults } from './state/useKnownResults';
import { useRunRecorder } from './state/useRunRecorder';

interface EditorPageProps {
  readonly project: { readonly id: string; readonly revision: number; readonly document: GraphDocument };
}

/** The editor: palette, canvas, inspector, and the panel that tells of runs. */
export function EditorPage({ project }: EditorPageProps) {
  const opened = useEditor((state) => state.projectId === project.id);
  useEffect(() => {
    if (useEditor.getState().projectId === project.id) return;
    useRun.getState().leave();
    useEditor.getState().open(project);
  }, [project]);
  if (!opened) return <main className={styles.opening}>Opening {project.document.name} …</main>;
  return (
    <ReactFlowProvider>
      <Editor />
    </ReactFlowProvider>
  );
}

function Editor() {
  const searchBox = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState<'palette' | 'inspector' | null>(null);
  useAutosave();
  useKnownResults();
  useRunRecorder();
  useShortcuts({
    findNode: () => {
      setSheet('palette');
      searchBox.current?.focus();
    },
  });
  return (
    <div className={styles.editor} data-sheet={sheet ?? 'none'}>
      <Header />
      <aside className={styles.left}>
        <Palette searchBox={searchBox} onAdded={() => setSheet(null)} />
      </aside>
      <main className={styles.canvas}>
        <Canvas />
        <EmptyCanvas />
        <div className={styles.sheetButtons}>
          <button
            type="button"
            aria-pressed={sheet === 'palette'}
            onClick={() => setSheet(sheet === 'palette' ? null : 'palette')}
          >
            Nodes
          </button>
          <button
            type="button"
            aria-pressed={sheet === 'inspector'}
            onClick={() => setSheet(sheet === 'inspector' ? null : 'inspector')}
          >
            Inspector
          </button>
        </div>
      </main>
      <aside className={styles.right}>
        <Inspector />
      </aside>
      <BottomPanel />
      <Dialogs />
      <Toaster position="bottom-right" theme="system" closeButton richColors />
    </div>
  );
}

/** What a new graph says. */
function EmptyCanvas() {
  const empty = useEditor((state) => state.document.nodes.length === 0 && state.document.notes.length === 0);
  if (!empty) return null;
  return (
    <div className={styles.empty}>
      <h2>An empty canvas</h2>
      <p>Drag a node from the left, or press / and type what you look for. “Text source” is a good beginning.</p>
    </div>
  );
}
