'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MelodiesView } from '@/graph';
import { soundAlone } from './play-sound';

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

/** Plays melodies with an oscillator of the browser; one at a time in the whole page, sounds included, and none once the viewer is gone. */
export function useMelodyPlayer(): Player {
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
      const audio = soundAlone(stop);
      const volume = new GainNode(audio);
      volume.connect(audio.destination);
      const beatSeconds = 60 / melody.tempo;
      const begins = audio.currentTime + 0.05;
      const tones = melody.notes.map(({ pitch, start, beats }) =>
        sound(volume, pitch, begins + start * beatSeconds, beats * beatSeconds),
      );
      let frame = 0;
      const look = () => {
        const now = (audio.currentTime - begins) / beatSeconds;
        setBeat(Math.max(0, now));
        if (now >= melody.beats) stop();
        else frame = requestAnimationFrame(look);
      };
      ends.current = () => {
        cancelAnimationFrame(frame);
        for (const tone of tones) tone.stop();
        volume.disconnect();
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
function sound(into: GainNode, pitch: number, start: number, seconds: number): OscillatorNode {
  const audio = into.context;
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: 440 * 2 ** ((pitch - 69) / 12) });
  const loudness = new GainNode(audio, { gain: 0 });
  const end = start + Math.max(ATTACK + RELEASE, seconds);
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.25, start + ATTACK);
  loudness.gain.setValueAtTime(0.25, end - RELEASE);
  loudness.gain.linearRampToValueAtTime(0, end);
  tone.connect(loudness).connect(into);
  tone.start(start);
  tone.stop(end);
  return tone;
}
