import { GenloomError } from '@/graph';
import { takenPath } from './given';

/** Pictures are squares of so many pixels: enough for every size that images can have. */
const SIDE = 256;

/** Turns the camera on. @throws GenloomError `camera.refused`, `camera.none`, `camera.busy`, in words for who sits before it */
export async function openCamera(): Promise<MediaStream> {
  try {
    // Pages that did not come over a safe line have no `mediaDevices`.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (!devices?.getUserMedia) throw new DOMException('', 'NotFoundError');
    return await devices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 640 } }, audio: false });
  } catch (error) {
    throw cameraError(error instanceof DOMException ? error.name : '');
  }
}

/** Turns it off, and its light. */
export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** Why there is no picture, by the name of what the browser says. */
export function cameraError(name: string): GenloomError {
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new GenloomError({
      code: 'camera.refused',
      title: 'This page may not use the camera.',
      fix: 'Allow it in the browser, by the sign beside the address, and try again. Pictures stay on your device.',
    });
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new GenloomError({
      code: 'camera.none',
      title: 'No camera was found.',
      fix: 'Connect one and try again, or choose image files instead.',
    });
  return new GenloomError({
    code: 'camera.busy',
    title: 'The camera gives no picture.',
    detail: 'Another program may be using it.',
    fix: 'Close that program and try again.',
  });
}

/** What the camera sees now: the middle of it, as a square, as a JPEG file. */
export async function takePicture(video: HTMLVideoElement, name: string): Promise<File> {
  const side = Math.min(video.videoWidth, video.videoHeight);
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context || side === 0) throw cameraError('NotReadableError');
  const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
  context.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  if (!blob) throw cameraError('NotReadableError');
  return new File([blob], name, { type: 'image/jpeg' });
}

/** Where a picture lies among others. */
export const picturePath = (named: string, number: number): string =>
  takenPath('camera', 'pictures', named, number, 'jpg');
