import { createFile, DataStream, Endianness, type ISOFile, MP4BoxBuffer } from 'mp4box';
import type { PackedFrame, PackedVideo } from '@/ml/video/webm';
import { UnreadableClip } from './frames';

/** The first video track of an MP4 or QuickTime file, its frames as they are packed, up to so many seconds. @throws UnreadableClip with what is wrong */
export function readMp4(bytes: Uint8Array, seconds: number): PackedVideo {
  const file = createFile();
  let broken: string | null = null;
  file.onError = (_module, message) => {
    broken = message;
  };
  let packed: PackedVideo | null = null;
  const frames: PackedFrame[] = [];
  file.onReady = ({ videoTracks: [track] }) => {
    if (!track) return;
    const { width, height } = track.video ?? { width: track.track_width, height: track.track_height };
    const description = descriptionOf(file, track.id);
    packed = { codec: track.codec, width, height, frames, ...(description && { description }) };
    file.setExtractionOptions(track.id, null, { nbSamples: 1_000 });
    file.start();
  };
  file.onSamples = (_id, _user, samples) => {
    for (const { cts, timescale, is_sync, data } of samples) {
      const at = cts / timescale;
      if (data && at <= seconds + AHEAD) frames.push({ at, whole: is_sync, bytes: data });
    }
  };
  try {
    file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(Uint8Array.from(bytes).buffer, 0));
    file.flush();
  } catch {
    broken = 'damaged';
  }
  if (!packed) throw new UnreadableClip(broken ? 'it is damaged' : 'it holds no video');
  if (frames.length === 0) throw new UnreadableClip('it is cut off before its first frame');
  return packed;
}

/** Frames are packed in another order than shown: some seconds more, so that none is missing. */
const AHEAD = 2;

/** What a decoder is told before the first frame: the box of the codec’s own settings, without its head. */
function descriptionOf(file: ISOFile, id: number): Uint8Array | undefined {
  for (const entry of file.getTrackById(id).mdia.minf.stbl.stsd.entries)
    for (const box of entry.boxes ?? [])
      if (DESCRIBED.has(box.type)) {
        const stream = new DataStream(undefined, 0, Endianness.BIG_ENDIAN);
        box.write(stream);
        return new Uint8Array(stream.buffer, HEAD, stream.getPosition() - HEAD);
      }
  return undefined;
}

const DESCRIBED: ReadonlySet<string> = new Set(['avcC', 'hvcC', 'vpcC', 'av1C']);
const HEAD = 8;
