import { Camera, FileText, FolderOpen, Mic, Upload } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { describeError, type Field, type Json, sentenceOf } from '@/graph';
import { chosenFiles, droppedFiles, type GivenFile } from '../files/given';
import { keepFile } from '../files/keep-file';
import { leftOut } from '../files/left-out';
import { extensionOf, extensionsOf, packed, takesSeveral } from '../files/pack';
import { bytes } from '../words';
import styles from './inspector.module.css';

// Loaded when somebody wants to take pictures, or to record.
const MicrophoneDialog = dynamic(() => import('./MicrophoneDialog'), { ssr: false });
const CameraDialog = dynamic(() => import('./CameraDialog'), { ssr: false });

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Chooses folders instead of files; every browser has it, and React's types do not know it. */
    webkitdirectory?: string;
  }
}

interface FileFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}

/**
 * A file to choose or drop; where a zip is taken, several files or a folder too, and of images, pictures that the camera takes, of sounds, what the microphone hears. The bytes stay in this browser; the graph keeps their name and hash.
 */
export function FileField({ id, field, value, onChange }: FileFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{
    readonly busy: boolean;
    readonly over: boolean;
    readonly problem: string | null;
    /** What was not taken of the files that were given last. */
    readonly left: string | null;
  }>({ busy: false, over: false, problem: null, left: null });
  const [device, setDevice] = useState<'camera' | 'microphone' | null>(null);
  const several = takesSeveral(field.accept);
  const besides = extensionsOf(field.beside).map(extensionOf);
  const offered = field.accept && [field.accept, ...besides].join(',');
  const take = async (given: readonly GivenFile[] | Promise<readonly GivenFile[]>) => {
    setState({ busy: true, over: false, problem: null, left: null });
    try {
      const files = await given;
      const { file, left } = await packed(files, field);
      if (file) onChange({ ...(await keepFile(file)) });
      setState({ busy: false, over: false, problem: null, left: leftOut(left) });
    } catch (error) {
      setState({ busy: false, over: false, problem: sentenceOf(describeError(error)), left: null });
    }
  };
  const taken = (files: readonly GivenFile[]) => {
    setDevice(null);
    void take(files);
  };
  const named = typeof value === 'object' && value !== null && 'name' in value ? value : null;
  const over = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setState((before) => ({ ...before, over: inside }));
  };
  return (
    <>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={`File for ${field.label}`}
        accept={offered}
        multiple={several}
        onChange={(event) => take(chosenFiles(event.target.files ?? []))}
      />
      <button
        id={id}
        type="button"
        className={`${styles.drop} ${state.over ? styles.over : ''}`}
        onClick={() => picker.current?.click()}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false);
          void take(droppedFiles(event.dataTransfer));
        }}
      >
        {named ? <FileText size={16} aria-hidden /> : <Upload size={16} aria-hidden />}
        <span>
          {state.busy
            ? 'Reading …'
            : named
              ? String(named.name)
              : several
                ? 'Choose files, or drop files or a folder here'
                : 'Choose a file, or drop one here'}
          <small>
            {named && typeof named.size === 'number' ? bytes(named.size) : field.accept?.replaceAll(',', ' ')}
          </small>
        </span>
      </button>
      {several && (
        <div className={styles.beneath}>
          <input
            ref={folderPicker}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={`Folder for ${field.label}`}
            webkitdirectory=""
            onChange={(event) => take(chosenFiles(event.target.files ?? []))}
          />
          <Button disabled={state.busy} onClick={() => folderPicker.current?.click()}>
            <FolderOpen size={13} aria-hidden /> Choose a folder
          </Button>
          {field.accept?.split(',').includes('.jpg') && (
            <Button disabled={state.busy} onClick={() => setDevice('camera')}>
              <Camera size={13} aria-hidden /> Take pictures
            </Button>
          )}
          {field.accept?.split(',').includes('.wav') && (
            <Button disabled={state.busy} onClick={() => setDevice('microphone')}>
              <Mic size={13} aria-hidden /> Record
            </Button>
          )}
        </div>
      )}
      {device === 'camera' && <CameraDialog onClose={() => setDevice(null)} onTaken={taken} />}
      {device === 'microphone' && <MicrophoneDialog onClose={() => setDevice(null)} onTaken={taken} />}
      {state.left && (
        <p className={styles.help} role="status">
          {state.left}
        </p>
      )}
      {state.problem && (
        <p className={styles.problem} role="alert">
          {state.problem}
        </p>
      )}
    </>
  );
}
