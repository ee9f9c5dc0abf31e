import { createFile, DataStream, Endianness, type ISOFile, MP4BoxBuffer } from 'mp4box';
import type { PackedFrame, PackedVideo } from '@/ml/video/webm';
import { endsEarly } from './boxes';
import { UnreadableClip } from './frames';
import { type Turn, turnOf } from './turn';

/**
 * The first video track of an MP4 or QuickTime file, its frames as they are packed, up to so many seconds, and how they are turned to be shown. Of a file that is cut
 * short the frames that are whole. @throws UnreadableClip with what is wrong
 */
export function readMp4(bytes: Uint8Array, seconds: number): PackedVideo & { readonly turn?: Turn } {
  const early = endsEarly(bytes);
  const file = createFile();
  let broken: string | null = null;
  file.onError = (_module, message) => {
    broken = message;
  };
  const found: (PackedVideo & { readonly turn?: Turn })[] = [];
  const ids: number[] = [];
  let there = 0;
  const frames: PackedFrame[] = [];
  file.onReady = ({ videoTracks: [track] }) => {
    if (!track) return;
    const { width, height } = track.video ?? { width: track.track_width, height: track.track_height };
    const description = descriptionOf(file, track.id);
    const turn = turnOf(track.matrix);
    found.push({
      codec: track.codec,
      width,
      height,
      frames,
      ...(description && { description }),
      ...(turn && { turn }),
    });
    ids.push(track.id);
    // One at a time: of several that are given together those before a cut would be kept back.
    file.setExtractionOptions(track.id, null, { nbSamples: 1 });
    file.start();
  };
  file.onSamples = (_id, _user, samples) => {
    there += samples.length;
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
  const [packed] = found;
  if (!packed) throw new UnreadableClip(broken ? 'it is damaged' : 'it holds no video');
  if (frames.length === 0) throw new UnreadableClip('it is cut off before its first frame');
  const listed = ids.reduce((sum, id) => sum + file.getTrackSamplesInfo(id).length, 0);
  return early || there < listed ? { ...packed, cut: true } : packed;
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
