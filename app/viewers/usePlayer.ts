'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MelodiesView } from '@/graph';

interface Player {
  readonly plays: boolean;
  /** The beat that sounds now. */
  readonly beat: number;
  readonly play: (melody: MelodiesView['melodies'][number]) => void;
  readonly stop: () => void;
}

/** Seconds that a note takes to sound and to fade. */
const ATTACK = 0.01;
const RELEASE = 0.08;

/** Plays melodies with an oscillator of the browser; one at a time, and none once the viewer is gone. */
export function usePlayer(): Player {
  const [beat, setBeat] = useState(0);
  const [plays, setPlays] = useState(false);
  const ends = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    ends.current?.();
    ends.current = null;
    setPlays(false);
  }, []);
  useEffect(() => () => ends.current?.(), []);
  const play: Player['play'] = useCallback(
    (melody) => {
      stop();
      const audio = new AudioContext();
      const beatSeconds = 60 / melody.tempo;
      const begins = audio.currentTime + 0.05;
      for (const { pitch, start, beats } of melody.notes)
        sound(audio, pitch, begins + start * beatSeconds, beats * beatSeconds);
      let frame = 0;
      const look = () => {
        const now = (audio.currentTime - begins) / beatSeconds;
        setBeat(Math.max(0, now));
        if (now >= melody.beats) stop();
        else frame = requestAnimationFrame(look);
      };
      ends.current = () => {
        cancelAnimationFrame(frame);
        void audio.close();
      };
      setPlays(true);
      setBeat(0);
      frame = requestAnimationFrame(look);
    },
    [stop],
  );
  return { plays, beat, play, stop };
}

/** A soft tone; MIDI number 69 is the A of 440 Hz in equal temperament. */
function sound(audio: AudioContext, pitch: number, start: number, seconds: number): void {
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: 440 * 2 ** ((pitch - 69) / 12) });
  const loudness = new GainNode(audio, { gain: 0 });
  const end = start + Math.max(ATTACK + RELEASE, seconds);
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.25, start + ATTACK);
  loudness.gain.setValueAtTime(0.25, end - RELEASE);
  loudness.gain.linearRampToValueAtTime(0, end);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
