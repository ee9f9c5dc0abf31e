import { GenloomError } from '@/graph';
import { writeWav } from '@/graph/write-wav';

/** Turns the microphone on. @throws GenloomError `microphone.refused`, `microphone.none`, `microphone.busy`, in words for who sits before it */
export async function openMicrophone(): Promise<MediaStream> {
  try {
    // Pages that did not come over a safe line have no `mediaDevices`.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (!devices?.getUserMedia) throw new DOMException('', 'NotFoundError');
    return await devices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false }, video: false });
  } catch (error) {
    throw microphoneError(error instanceof DOMException ? error.name : '');
  }
}

/** Turns it off. */
export const closeMicrophone = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** Why nothing is recorded, by the name of what the browser says. */
export function microphoneError(name: string): GenloomError {
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new GenloomError({
      code: 'microphone.refused',
      title: 'This page may not use the microphone.',
      fix: 'Allow it in the browser, by the sign beside the address, and try again. Recordings stay on your device.',
    });
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new GenloomError({
      code: 'microphone.none',
      title: 'No microphone was found.',
      fix: 'Connect one and try again, or choose sound files instead.',
    });
  return new GenloomError({
    code: 'microphone.busy',
    title: 'The microphone gives no sound.',
    detail: 'Another program may be using it.',
    fix: 'Close that program and try again.',
  });
}

/** Records until `stop` is called, which gives the recording as a WAV file; what the browser packs it in on the way is its own. */
export function record(stream: MediaStream, name: string): { stop(): Promise<File> } {
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.start();
  return {
    stop: async () => {
      if (recorder.state !== 'inactive') recorder.stop();
      await ended;
      return asWav(new Blob(parts), name);
    },
  };
}

async function asWav(packed: Blob, name: string): Promise<File> {
  const context = new AudioContext();
  try {
    const decoded = await context.decodeAudioData(await packed.arrayBuffer());
    const wav = writeWav(decoded.getChannelData(0), decoded.sampleRate);
    return new File([new Uint8Array(wav)], name, { type: 'audio/wav' });
  } catch {
    throw microphoneError('NotReadableError');
  } finally {
    await context.close();
  }
}
