'use client';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { Toasts } from '@/app/ui/Toasts';
import { useTheme } from '@/app/ui/theme';
import { useTouch } from '@/app/ui/touch';
import { describeError, type GraphDocument, INSIDE, type UserFacingError } from '@/graph';
import { Breadcrumbs } from './canvas/Breadcrumbs';
import { Canvas } from './canvas/Canvas';
import { addNodeInSight } from './commands/building';
import { Dialogs } from './commands/Dialogs';
import { openDialog } from './commands/dialog-store';
import { takeKeyboard } from './commands/take-keyboard';
import { useShortcuts } from './commands/useShortcuts';
import { type Sheet, useView } from './commands/view-store';
import styles from './EditorPage.module.css';
import { Header } from './header/Header';
import { Inspector } from './inspector/Inspector';
import { useLibraryNews } from './library/library-store';
import { Palette } from './palette/Palette';
import { BottomPanel } from './panel/BottomPanel';
import { useAutosave } from './saving/useAutosave';
import { useDeleted } from './saving/useDeleted';
import { useEditor } from './state/editor-store';
import { useRun } from './state/run-store';
import { useKnownResults } from './state/useKnownResults';
import { useRunRecorder } from './state/useRunRecorder';
import { useRememberedTimes } from './times/remembered-times';
import { Triggers } from './trigger/Triggers';

interface EditorPageProps {
  readonly project: { readonly id: string; readonly revision: number; readonly document: GraphDocument };
}

/** The editor: palette, canvas, inspector, and the panel that tells of runs. */
export function EditorPage({ project }: EditorPageProps) {
  const opened = useEditor((state) => state.projectId === project.id);
  const [problem, setProblem] = useState<UserFacingError | null>(null);
  const open = useCallback(() => {
    if (useEditor.getState().projectId === project.id) return;
    useRun.getState().leave();
    setProblem(null);
    useEditor
      .getState()
      .open(project)
      .catch((error) => setProblem(describeError(error)));
  }, [project]);
  useEffect(open, [open]);
  if (problem && !opened)
    return (
      <main className={styles.opening}>
        <p role="alert">
          {problem.title} {problem.fix}
        </p>
        <Button look="primary" onClick={open}>
          Try again
        </Button>
      </main>
    );
  if (!opened) return <main className={styles.opening}>Opening {project.document.name} …</main>;
  return (
    <ReactFlowProvider>
      <Editor />
    </ReactFlowProvider>
  );
}

function Editor() {
  const searchBox = useRef<HTMLInputElement>(null);
  const sheet = useView((state) => state.sheet);
  const setSheet = useView((state) => state.setSheet);
  const busy = useRun((state) => state.status !== 'idle');
  const theme = useTheme();
  // Each level has a view of its own.
  const level = useEditor(({ path }) => path.join(INSIDE));
  useAutosave();
  useDeleted();
  useKnownResults();
  useRunRecorder();
  useRememberedTimes();
  useLibraryNews();
  useEffect(() => {
    // Who runs wants to see it run.
    if (busy) setSheet(null);
  }, [busy, setSheet]);
  useShortcuts({ findNode: () => findNode(searchBox.current) });
  return (
    <div className={styles.editor} data-sheet={sheet ?? 'none'}>
      <Header />
      <aside className={styles.left} id="palette-sheet" onKeyDown={closeSheetByKey}>
        <SheetHandle name="Nodes" />
        <Palette searchBox={searchBox} onAdded={() => setSheet(null)} />
      </aside>
      <main className={styles.canvas}>
        <Canvas key={level} />
        <Breadcrumbs />
        <Triggers />
        <EmptyCanvas />
        <div className={styles.sheetButtons}>
          <SheetButton sheet="palette" title="Nodes" />
          <SheetButton sheet="inspector" title="Inspector" />
        </div>
        <Toasts position="bottom-center" className={styles.toasts} theme={theme} closeButton richColors />
      </main>
      <aside className={styles.right} id="inspector-sheet" onKeyDown={closeSheetByKey}>
        <SheetHandle name="Inspector" />
        <Inspector />
      </aside>
      <BottomPanel />
      <Dialogs />
    </div>
  );
}

/** Escape closes a sheet from inside, too, unless it has closed a menu there. */
function closeSheetByKey(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented) useView.getState().setSheet(null);
}

/** Opens the palette where it is a sheet, and gives its search box the keyboard. */
function findNode(searchBox: HTMLInputElement | null): void {
  useView.getState().setSheet('palette');
  takeKeyboard(() => searchBox);
}

function SheetButton({ sheet, title }: { readonly sheet: NonNullable<Sheet>; readonly title: string }) {
  const open = useView((state) => state.sheet === sheet);
  const setSheet = useView((state) => state.setSheet);
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={`${sheet}-sheet`}
      onClick={() => setSheet(open ? null : sheet)}
    >
      {title}
    </button>
  );
}

/** The upper edge of a sheet on a narrow screen: it closes it. */
function SheetHandle({ name }: { readonly name: string }) {
  const setSheet = useView((state) => state.setSheet);
  return (
    <button type="button" className={styles.handle} aria-label={`Close ${name}`} onClick={() => setSheet(null)}>
      <i />
    </button>
  );
}

function BeginButton() {
  const flow = useReactFlow();
  return (
    <Button look="primary" onClick={() => void addNodeInSight(flow, 'source.text')}>
      Begin with a text
    </Button>
  );
}

/** What a new graph says. */
function EmptyCanvas() {
  const empty = useEditor((state) => state.document.nodes.length === 0 && state.document.notes.length === 0);
  const touch = useTouch();
  const inside = useEditor(({ path }) => path.length > 0);
  if (!empty) return null;
  if (inside)
    return (
      <div className={styles.empty}>
        <h2>Nothing inside yet</h2>
        <p>
          “Input” and “Output” nodes are the ports of this subgraph: add them, and what is to happen between them. What
          is wired to a port says what it takes.
        </p>
      </div>
    );
  return (
    <div className={styles.empty}>
      <h2>An empty canvas</h2>
      {touch ? (
        <p>Tap “Nodes” and choose one, or begin with a text.</p>
      ) : (
        <p>
          Drag a node from the left, double-click here, or press <kbd>/</kbd> and type what you look for. A text file
          can be dropped anywhere.
        </p>
      )}
      <p className={styles.begin}>
        <BeginButton />
        {!touch && <Button onClick={() => openDialog('keys')}>Keyboard shortcuts</Button>}
      </p>
    </div>
  );
}
