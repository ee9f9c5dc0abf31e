'use client';
import { Mic, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { describeError, sentenceOf } from '@/graph';
import { type GivenFile, takenInWords, takenPath } from '../files/given';
import { closeMicrophone, openMicrophone, record } from '../files/microphone';
import styles from './CameraDialog.module.css';

/** Seconds of one recording, and recordings of all: then it stops by itself. */
const [MOST_SECONDS, MOST_IN_ALL] = [30, 500];

interface MicrophoneDialogProps {
  readonly onClose: () => void;
  /** Recordings with their classes as folders. */
  readonly onTaken: (recordings: readonly GivenFile[]) => void;
}

/** Records with the microphone, one sound after the other, each of a class that is named; the microphone is on for as long as the dialog is open. */
export default function MicrophoneDialog({ onClose, onTaken }: MicrophoneDialogProps) {
  const stream = useRef<MediaStream | null>(null);
  const running = useRef<ReturnType<typeof record> | null>(null);
  const [on, setOn] = useState(false);
  const [records, setRecords] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [named, setNamed] = useState('');
  const [taken, setTaken] = useState<readonly GivenFile[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    let gone = false;
    setProblem(null);
    openMicrophone()
      .then((opened) => {
        if (gone) return closeMicrophone(opened);
        stream.current = opened;
        setOn(true);
      })
      .catch((error) => !gone && setProblem(sentenceOf(describeError(error))));
    return () => {
      gone = true;
      running.current = null;
      if (stream.current) closeMicrophone(stream.current);
    };
  }, [attempt]);

  const stop = async () => {
    const ended = running.current;
    running.current = null;
    setRecords(false);
    try {
      const file = await ended?.stop();
      if (file)
        setTaken((before) => [
          ...before,
          { path: takenPath('microphone', 'recordings', named, before.length + 1, 'wav'), file },
        ]);
    } catch (error) {
      setProblem(sentenceOf(describeError(error)));
    }
  };
  const start = () => {
    if (!stream.current) return;
    const own = record(stream.current, 'recording.wav');
    running.current = own;
    setRecords(true);
    setTimeout(() => running.current === own && void stop(), 1_000 * MOST_SECONDS);
  };

  return (
    <Dialog
      title="Record sounds"
      description="They stay on your device. Each recording is one sound. Names become classes: write 7, and say seven."
      onClose={onClose}
    >
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}{' '}
          <Button small onClick={() => setAttempt(attempt + 1)}>
            Try again
          </Button>
        </p>
      ) : (
        !on && <p className={styles.told}>Waiting for the microphone. The browser may ask whether it may be used.</p>
      )}
      <div className={styles.recording}>
        <label>
          What is to be heard
          <input
            type="text"
            value={named}
            maxLength={60}
            disabled={records}
            placeholder="one class, without a name"
            onChange={(event) => setNamed(event.target.value)}
          />
        </label>
        <Button
          look={records ? 'primary' : 'outlined'}
          disabled={!on || (!records && taken.length >= MOST_IN_ALL)}
          onClick={records ? stop : start}
        >
          {records ? <Square size={13} aria-hidden /> : <Mic size={13} aria-hidden />} {records ? 'Stop' : 'Record'}
        </Button>
      </div>
      <p className={styles.told} role="status">
        {records ? `Recording, for ${MOST_SECONDS} seconds at most …` : (takenInWords(taken) ?? 'No recordings yet.')}
      </p>
      <div className={styles.end}>
        <Button look="plain" disabled={taken.length === 0 || records} onClick={() => setTaken([])}>
          <Trash2 size={13} aria-hidden /> Begin again
        </Button>
        <Button look="primary" disabled={taken.length === 0 || records} onClick={() => onTaken(taken)}>
          Use {taken.length < 2 ? 'this recording' : `these ${taken.length} recordings`}
        </Button>
      </div>
    </Dialog>
  );
}
