import { zipSync } from 'fflate';
import { audioView, type Sounds, z } from '@/graph';
import { writeWav } from '@/graph/write-wav';
import { spectrumPicture } from '@/ml/audio/picture';
import { chunkOf, readWav } from '@/ml/audio/read-wav';
import { type Codec, fromJson, toJson } from '../codec';

/** The chunk of a stored file that says what its samples are; players skip it. */
const ABOUT = 'gnlm';
/** Between two sounds of an exported file, in seconds. */
const PAUSE = 0.3;

const about = z.object({
  lengths: z.array(z.number().int().min(0)),
  names: z.array(z.string()).optional(),
  captions: z.array(z.string()).optional(),
  labels: z.array(z.number().int()).optional(),
  classes: z.array(z.string()).optional(),
});

/** One WAV file in floating point: all sounds in turn, and in a chunk of its own where each ends and what it is. Exported as WAV in 16 bits, or a zip with a file each. */
export const audio: Codec<Sounds> = {
  extension: 'wav',
  mediaType: 'audio/wav',
  encode: ({ sampleRate, clips, names, captions, labels, classes }) =>
    writeWav(joined(clips, 0), sampleRate, {
      float: true,
      chunk: {
        name: ABOUT,
        bytes: toJson({
          lengths: clips.map(({ length }) => length),
          names,
          captions,
          labels: labels && [...labels],
          classes,
        }),
      },
    }),
  decode: (bytes) => {
    const { sampleRate, channels } = readWav(bytes);
    const { lengths, labels, names, captions, classes } = about.parse(
      fromJson(chunkOf(bytes, ABOUT) ?? new Uint8Array()),
    );
    const [samples = new Float32Array()] = channels;
    let end = 0;
    const clips = lengths.map((length) => {
      end += length;
      return samples.slice(end - length, end);
    });
    if (end !== samples.length) throw new Error('these sounds are not as long as they say');
    return {
      sampleRate,
      clips,
      ...(names && { names }),
      ...(captions && { captions }),
      ...(labels && { labels: Int32Array.from(labels) }),
      ...(classes && { classes }),
    };
  },
  look: (value, options) => audioView(value, spectrumPicture, options),
  facts: ({ classes, captions }) => ({ ...(classes && { classes }), ...(captions && { captioned: true }) }),
  file: ({ sampleRate, clips }) => writeWav(joined(clips, Math.round(PAUSE * sampleRate)), sampleRate),
  formats: { zip: { extension: 'zip', mediaType: 'application/zip', encode: eachInAZip } },
};

function joined(clips: readonly Float32Array[], pause: number): Float32Array {
  const length = clips.reduce((sum, clip) => sum + clip.length, 0) + pause * Math.max(0, clips.length - 1);
  const all = new Float32Array(length);
  let at = 0;
  for (const clip of clips) {
    all.set(clip, at);
    at += clip.length + pause;
  }
  return all;
}

/** A WAV file for each, in a folder for each class, as they are read again. */
function eachInAZip({ sampleRate, clips, names, labels, classes }: Sounds): Uint8Array {
  const digits = String(clips.length).length;
  const files = clips.map((clip, place) => {
    const label = classes?.[labels?.[place] ?? -1];
    const number = String(place + 1).padStart(digits, '0');
    const name = [number, names?.[place] && safe(names[place])].filter(Boolean).join(' ');
    return [`${label === undefined ? '' : `${safe(label)}/`}${name}.wav`, writeWav(clip, sampleRate)] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 1, mtime: '2020-01-01T00:00:00' });
}

/** What may be the name of a file everywhere. */
const safe = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{1,4}$/i, '')
    .replaceAll(/[^\p{L}\p{N} ♯_-]+/gu, '_')
    .slice(0, 60) || '_';
