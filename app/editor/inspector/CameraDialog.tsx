'use client';
import { Camera, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { describeError, sentenceOf } from '@/graph';
import { closeCamera, openCamera, picturePath, takePicture } from '../files/camera';
import { type GivenFile, takenInWords } from '../files/given';
import styles from './CameraDialog.module.css';

/** The time between two pictures, in milliseconds: long enough to move a little. */
const BETWEEN = 200;
/** Pictures of one go, and of all. */
const [MOST, MOST_IN_ALL] = [200, 2_000];

interface CameraDialogProps {
  readonly onClose: () => void;
  /** Pictures with their classes as folders. */
  readonly onTaken: (pictures: readonly GivenFile[]) => void;
}

/** Takes pictures with the camera, some at a time, each time of a class that is named; the camera is on for as long as the dialog is open. */
export default function CameraDialog({ onClose, onTaken }: CameraDialogProps) {
  const video = useRef<HTMLVideoElement>(null);
  const going = useRef(false);
  const [on, setOn] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [named, setNamed] = useState('');
  const [count, setCount] = useState(20);
  const [left, setLeft] = useState(0);
  const [pictures, setPictures] = useState<readonly GivenFile[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    setProblem(null);
    openCamera()
      .then(async (opened) => {
        stream = opened;
        if (gone || !video.current) return closeCamera(opened);
        video.current.srcObject = opened;
        await video.current.play();
        setOn(true);
      })
      .catch((error) => !gone && setProblem(sentenceOf(describeError(error))));
    return () => {
      gone = true;
      going.current = false;
      if (stream) closeCamera(stream);
    };
  }, [attempt]);

  const take = async () => {
    going.current = true;
    try {
      for (let more = Math.min(count, MOST_IN_ALL - pictures.length); more > 0 && going.current; more--) {
        setLeft(more);
        if (!video.current) return;
        const file = await takePicture(video.current, 'picture.jpg');
        setPictures((before) => [...before, { path: picturePath(named, before.length + 1), file }]);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN));
      }
    } catch (error) {
      setProblem(sentenceOf(describeError(error)));
    } finally {
      going.current = false;
      setLeft(0);
    }
  };

  return (
    <Dialog
      title="Take pictures"
      description="They stay on your device. Take some of one thing, change the name, and take some of another: each name becomes a class."
      onClose={onClose}
    >
      <video ref={video} className={styles.video} playsInline muted aria-label="What the camera sees" />
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}{' '}
          <Button small onClick={() => setAttempt(attempt + 1)}>
            Try again
          </Button>
        </p>
      ) : (
        !on && <p className={styles.told}>Waiting for the camera. The browser may ask whether it may be used.</p>
      )}
      <div className={styles.fields}>
        <label>
          What is to be seen
          <input
            type="text"
            value={named}
            maxLength={60}
            placeholder="one class, without a name"
            onChange={(event) => setNamed(event.target.value)}
          />
        </label>
        <label>
          Pictures
          <input
            type="number"
            min={1}
            max={MOST}
            value={count}
            onChange={(event) => setCount(Math.min(MOST, Math.max(1, Math.round(Number(event.target.value)) || 1)))}
          />
        </label>
        {left > 0 ? (
          <Button
            onClick={() => {
              going.current = false;
            }}
          >
            <Square size={13} aria-hidden /> Stop, {left} to go
          </Button>
        ) : (
          <Button disabled={!on || pictures.length >= MOST_IN_ALL} onClick={take}>
            <Camera size={13} aria-hidden /> Take {count === 1 ? 'one' : count}
          </Button>
        )}
      </div>
      <p className={styles.told} role="status">
        {takenInWords(pictures) ?? 'No pictures yet.'}
      </p>
      <div className={styles.end}>
        <Button look="plain" disabled={pictures.length === 0 || left > 0} onClick={() => setPictures([])}>
          <Trash2 size={13} aria-hidden /> Begin again
        </Button>
        <Button look="primary" disabled={pictures.length === 0 || left > 0} onClick={() => onTaken(pictures)}>
          Use {pictures.length === 1 ? 'this picture' : `these ${pictures.length} pictures`}
        </Button>
      </div>
    </Dialog>
  );
}
