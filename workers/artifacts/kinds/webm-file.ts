import type { Clips } from '@/graph';
import { writeWebm } from '@/ml/video/webm';
import { type FilmFormat, filmOfAll } from './film';

const WEBM: FilmFormat = { name: 'WebM', codecs: ['vp09.00.10.08', 'vp8'], called: 'VP9 nor VP8' };

/** All clips as a WebM film, side by side, coded by the browser as VP9 or VP8. @throws GenloomError where there is no such encoder */
export async function webmOfAll(clips: Clips): Promise<Uint8Array> {
  const { seconds, ...film } = await filmOfAll(clips, WEBM);
  return writeWebm(film, seconds);
}
