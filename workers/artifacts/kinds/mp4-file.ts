import { Box, createFile } from 'mp4box';
import type { Clips } from '@/graph';
import type { PackedVideo } from '@/ml/video/webm';
import { type FilmFormat, filmOfAll } from './film';

/** H.264 plays nearly everywhere; browsers that may not have it have VP9. */
const MP4: FilmFormat = {
  name: 'MP4',
  codecs: ['avc1.640028', 'avc1.420028', 'vp09.00.10.08'],
  called: 'H.264 nor VP9',
};

/** All clips as an MP4 film, side by side, coded by the browser as H.264 or VP9. @throws GenloomError where there is no such encoder */
export async function mp4OfAll(clips: Clips): Promise<Uint8Array> {
  const { seconds, ...film } = await filmOfAll(clips, MP4);
  return writeMp4(film, seconds);
}

/** Units of a second in which times are told: what films have since MPEG-2, and whole numbers of it at all usual rates. */
const TIMESCALE = 90_000;

/** Frames of H.264 or VP9, in the order in which they are decoded, as an MP4 file (ISO 14496-12) so many seconds long, a fragment for each frame. */
export function writeMp4({ codec, width, height, description, frames }: PackedVideo, seconds: number): Uint8Array {
  const file = createFile();
  const duration = Math.round(TIMESCALE * seconds);
  const isVp9 = codec.startsWith('vp09');
  file.init({ brands: ['isom', 'iso5', 'mp42'], timescale: TIMESCALE, duration });
  const track = file.addTrack({
    type: isVp9 ? 'vp09' : 'avc1',
    width,
    height,
    timescale: TIMESCALE,
    language: 'und',
    name: 'Genloom',
    description: isVp9 ? settingsBox('vpcC', vp9Settings(codec)) : settingsBox('avcC', description ?? new Uint8Array()),
  });
  const each = Math.round(duration / Math.max(1, frames.length));
  const shown = frames.map(({ at }) => Math.round(TIMESCALE * at));
  // Where frames are decoded in another order than shown, all are shown so much later that none is before it is decoded.
  const late = shown.reduce((most, at, place) => Math.max(most, place * each - at), 0);
  for (const [place, { whole, bytes }] of frames.entries())
    file.addSample(track, Uint8Array.from(bytes), {
      duration: each,
      dts: place * each,
      cts: (shown[place] ?? 0) + late,
      is_sync: whole,
    });
  const stream = file.getBuffer();
  return new Uint8Array(stream.buffer, 0, stream.getPosition()).slice();
}

/** A box of settings of a codec, by its name. */
function settingsBox(type: string, data: Uint8Array): Box {
  const box = new Box();
  box.type = type;
  box.data = data;
  return box;
}

/** The head of version 1 and a record of VP9: profile, level, bits, 4:2:0, colours as the stream itself tells them, and nothing to begin with (VP Codec ISO Media File Format Binding 1.0). */
function vp9Settings(codec: string): Uint8Array {
  const [profile = 0, level = 10, depth = 8] = codec.split('.').slice(1).map(Number);
  return Uint8Array.from([1, 0, 0, 0, profile, level, (depth << 4) | (1 << 1), 2, 2, 2, 0, 0]);
}
