import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { audioView, type Sounds } from '@/graph';
import { writeWav } from '@/graph/write-wav';
import { spectrumPicture } from '@/ml/audio/picture';
import { judgeTone } from '@/ml/audio/tone-judge';
import { tonesIn } from '@/ml/audio/voice/described';
import { generateSounds } from '@/nodes/generate/sounds/node';
import { run as play } from '@/nodes/generate/sounds/run';
import { prepareSounds } from '@/nodes/prepare/sounds/node';
import { run as prepare } from '@/nodes/prepare/sounds/run';
import { prepareSpectrograms } from '@/nodes/prepare/spectrograms/node';
import { run as draw } from '@/nodes/prepare/spectrograms/run';
import { sourceSounds } from '@/nodes/source/sounds/node';
import { run as make } from '@/nodes/source/sounds/run';
import { audio } from '@/workers/artifacts/kinds/audio';
import { fileOf, refusalOf, type TestContext, testContext } from './support';

const tone = (hertz: number, rate: number, seconds: number, peak = 0.5): Float32Array =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, n) => peak * Math.sin((2 * Math.PI * hertz * n) / rate),
  );

const made = async (params: object): Promise<Sounds> =>
  (await make({}, sourceSounds.params.parse(params), testContext())).sounds;

async function read(name: string, bytes: Uint8Array, params: object = {}): Promise<Sounds & { context: TestContext }> {
  const { file, files } = fileOf(name, bytes);
  const context = testContext({ files });
  const { sounds } = await make({}, sourceSounds.params.parse({ origin: 'files', file, ...params }), context);
  return { ...sounds, context };
}

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/audio', name)));

test('built-in sounds are the same for a seed, however many are asked for, and of the classes that the contract promises', async () => {
  for (const origin of ['digits', 'tones', 'chords', 'described'] as const) {
    const few = await made({ origin, count: 3 });
    const more = await made({ origin, count: 5 });
    expect(more.clips.slice(0, 3)).toEqual(few.clips);
    const promised = sourceSounds.extend?.({}, sourceSounds.params.parse({ origin }), {} as never);
    expect(few.classes).toEqual(promised?.sounds?.classes);
    for (const clip of more.clips)
      expect(clip.every((value) => Number.isFinite(value) && Math.abs(value) <= 1.1)).toBe(true);
  }
});

test('a tone is at its pitch', async () => {
  const { clips, labels, sampleRate } = await made({ origin: 'tones', count: 12, sampleRate: 16_000 });
  for (const [place, clip] of clips.entries()) {
    const wanted = 261.6256 * 2 ** ((labels?.[place] ?? 0) / 12);
    const power = (hertz: number) => {
      let [re, im] = [0, 0];
      for (const [n, value] of clip.entries()) {
        re += value * Math.cos((2 * Math.PI * hertz * n) / sampleRate);
        im += value * Math.sin((2 * Math.PI * hertz * n) / sampleRate);
      }
      return re * re + im * im;
    };
    const best = [-1, 0, 1].map((step) => power(wanted * 2 ** (step / 12)));
    expect(best[1]).toBe(Math.max(...best));
  }
});

test.each([
  ['tone.mp3', 0.03],
  ['tone.flac', 0.003],
  ['tone.ogg', 0.03],
])('%s, stereo at 22,050 Hz, becomes one channel at 8,000 Hz', async (name, near) => {
  const { clips, sampleRate, context } = await read(name, fixture(name));
  expect(sampleRate).toBe(8_000);
  const [clip = new Float32Array()] = clips;
  // Left is a tone, and right is silent: the mean is half of it. Encoders put a little silence before, so its phase is not known.
  const middle = clip.slice(1_500, 3_000);
  const turn = (n: number) => (2 * Math.PI * 440 * n) / 8_000;
  const along = (wave: (angle: number) => number) =>
    (2 / middle.length) * middle.reduce((sum, value, n) => sum + value * wave(turn(n)), 0);
  const [sine, cosine] = [along(Math.sin), along(Math.cos)];
  expect(Math.hypot(sine, cosine)).toBeCloseTo(0.25, 1);
  const left = middle.map((value, n) => Math.abs(value - sine * Math.sin(turn(n)) - cosine * Math.cos(turn(n))));
  expect(Math.max(...left)).toBeLessThan(near);
  expect(context.logs.join(' ')).toMatch(/several channels.*resampled to 8,000 Hz/);
});

test('bad files are skipped, named and counted, and what was changed is told', async () => {
  const rate = 8_000;
  const clipped = tone(200, rate, 0.5, 4).map((value) => Math.min(1, Math.max(-1, value)));
  const whole = writeWav(tone(300, rate, 0.5), rate);
  const { clips, classes, labels, context } = await read(
    'all.zip',
    zipSync({
      '1_good.wav': writeWav(tone(440, rate, 0.5), rate),
      '2_clipped.wav': writeWav(clipped, rate),
      '3_cut.wav': whole.subarray(0, whole.length - 1_000),
      '4_silent.wav': writeWav(new Float32Array(4_000), rate),
      '5_empty.wav': new Uint8Array(),
      '6_text.wav': new TextEncoder().encode('no sound at all'),
      '7_odd.wav': writeWav(tone(440, 11_127, 0.5), 11_127),
      '8_long.wav': writeWav(tone(440, rate, 2), rate),
      'readme.txt': new TextEncoder().encode('hello'),
    }),
    { seconds: 1 },
  );
  expect(clips.map(({ length }) => length)).toEqual([4_000, 4_000, 3_500, 4_000, 8_000]);
  expect(classes).toEqual(['1', '2', '3', '7', '8']);
  expect([...(labels ?? [])]).toEqual([0, 1, 2, 3, 4]);
  const told = context.logs.join('\n');
  expect(told).toMatch(/1 file that is no sound was left out/);
  expect(told).toMatch(
    /3 files were skipped: “4_silent.wav”: nothing can be heard; “5_empty.wav”: it is empty; “6_text.wav”/,
  );
  expect(told).toMatch(/1 sound is clipped/);
  expect(told).toMatch(/1 file is damaged or cut short/);
  expect(told).toMatch(/1 sound was resampled/);
  expect(told).toMatch(/1 sound is longer than 1 s/);
});

test.each([
  ['tone.mp3', [0.99, 0.9, 0.5]],
  ['tone.flac', [0.99, 0.7, 0.5]],
  ['tone.ogg', [0.99, 0.95, 0.9]],
])('%s that is cut short, or has a hole, is told as such, and a whole one is not', async (name, shares) => {
  const whole = fixture(name);
  const cut = async (bytes: Uint8Array, params: object = {}) =>
    (await read(name, bytes, params)).context.logs.join('\n').includes('1 file is damaged or cut short');
  expect(await cut(whole)).toBe(false);
  for (const share of shares) expect(await cut(whole.subarray(0, Math.floor(share * whole.length)))).toBe(true);
  // What was asked for is there.
  expect(await cut(whole.subarray(0, Math.floor(0.95 * whole.length)), { seconds: 0.1 })).toBe(false);
  if (name === 'tone.ogg') return;
  const holed = whole.map((byte, at) => (at > 0.4 * whole.length && at < 0.6 * whole.length ? (at * 37) & 0x7f : byte));
  expect(await cut(holed)).toBe(true);
});

test('an MP3 between tags is whole, and one that does not count its frames is told as cut where the last one is', async () => {
  const mp3 = fixture('tone.mp3');
  const told = async (...parts: readonly Uint8Array[]) => {
    const { context } = await read('a.mp3', Uint8Array.from(parts.flatMap((part) => [...part])));
    return context.logs.join('\n').includes('cut short');
  };
  const id3 = Uint8Array.from({ length: 30 }, (_, at) => [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 20][at] ?? 0);
  const tag = Uint8Array.from({ length: 128 }, (_, at) => [0x54, 0x41, 0x47][at] ?? 0x20);
  expect(await told(id3, mp3, tag)).toBe(false);
  // Its first frame, which counts the others, has 208 bytes.
  expect(await told(id3, mp3.subarray(208), tag)).toBe(false);
  expect(await told(mp3.subarray(208, mp3.length - 5))).toBe(true);
  expect(await told(mp3.subarray(208, 1_500), mp3.subarray(1_520))).toBe(true);
});

test('an Ogg file of which a page is missing or changed is told as damaged', async () => {
  const ogg = fixture('tone.ogg');
  const { lacksOgg } = await import('@/nodes/common/audio/whole');
  expect(lacksOgg(ogg)).toBe(false);
  expect(lacksOgg(Uint8Array.from([...ogg, 1, 2, 3]))).toBe(false);
  expect(lacksOgg(ogg.map((byte, at) => (at === 1_000 ? byte ^ 1 : byte)))).toBe(true);
  // One behind the other, as radio stations send them.
  expect(lacksOgg(Uint8Array.from([...ogg, ...ogg]))).toBe(false);
  expect(lacksOgg(Uint8Array.from([...ogg, ...ogg.subarray(0, 4_000)]))).toBe(true);
  // Its pages begin at 0, 58 and 3,687.
  expect(lacksOgg(Uint8Array.from([...ogg.subarray(0, 58), ...ogg.subarray(3_687)]))).toBe(true);
});

test('of more files than are asked for some are taken by chance, and it is told', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `${at % 2 ? 'high' : 'low'}/${at}.wav`,
      writeWav(tone(200 + at, 8_000, 0.02), 8_000),
    ]),
  );
  const zip = zipSync(files, { level: 0 });
  const { clips, names, classes, context } = await read('all.zip', zip, { count: 30 });
  expect(clips).toHaveLength(30);
  expect(classes).toEqual(['high', 'low']);
  expect(context.logs.join('\n')).toContain('30 of 40 sounds were taken by chance; raise “Sounds” for more.');
  // In their order, and not the first ones.
  const all = Object.keys(files)
    .sort()
    .map((path) => path.split('/').at(-1)?.replace('.wav', '') ?? '');
  expect(names).toEqual(all.filter((name) => names?.includes(name)));
  expect(names).not.toEqual(all.slice(0, 30));
  expect((await read('all.zip', zip, { count: 30 })).names).toEqual(names);
  expect((await read('all.zip', zip, { count: 40 })).context.logs).toEqual([]);
});

/** Two channels, one sample of each by turns. */
function stereo(left: Float32Array, right: Float32Array, rate: number): Uint8Array {
  const both = Float32Array.from({ length: 2 * left.length }, (_, at) => (at % 2 ? right : left)[at >> 1] ?? 0);
  const file = writeWav(both, rate, { float: true });
  file[22] = 2;
  return file;
}

test('what was recorded too loud is told, whatever rate and channels are asked for', async () => {
  const rate = 44_100;
  const clipped = tone(200, rate, 0.2, 4).map((value) => Math.min(1, Math.max(-1, value)));
  for (const [name, file] of Object.entries({
    'mono.wav': writeWav(clipped, rate),
    'left.wav': stereo(clipped, tone(300, rate, 0.2, 0.3), rate),
  }))
    expect((await read(name, file)).context.logs.join('\n'), name).toMatch(/1 sound is clipped/);
  expect((await read('whole.wav', writeWav(tone(200, rate, 0.2, 0.9), rate))).context.logs.join()).not.toMatch(
    /clipped|full scale|channels/,
  );
});

test('channels that cancel each other out are heard, and what goes beyond full scale is made to fit', async () => {
  const left = tone(300, 8_000, 0.2);
  const { clips, context } = await read(
    'turned.wav',
    stereo(
      left,
      left.map((value) => -value),
      8_000,
    ),
  );
  expect(clips[0]).toEqual(left);
  expect(context.logs.join('\n')).toMatch(/1 sound has channels that cancel each other out/);
  for (const loud of [20_000, 1e30]) {
    const scaled = await read('loud.wav', writeWav(tone(300, 8_000, 0.2, loud), 8_000, { float: true }));
    const peak = Math.max(...(scaled.clips[0] ?? []).map(Math.abs));
    expect(peak).toBeCloseTo(1, 6);
    expect(scaled.clips[0]?.[10]).toBeCloseTo(Math.sin((2 * Math.PI * 300 * 10) / 8_000) * peak, 2);
    expect(scaled.context.logs.join('\n')).toMatch(/1 sound goes beyond full scale/);
  }
  const endless = writeWav(Float32Array.of(0.5, Number.POSITIVE_INFINITY, 0.5), 8_000, { float: true });
  expect((await refusalOf(read('endless.wav', endless))).detail).toMatch(/samples that are no numbers/);
});

test('a file without any sound is refused with what is wrong', async () => {
  const silent = await refusalOf(read('silent.wav', writeWav(new Float32Array(800), 8_000)));
  expect(silent.code).toBe('sounds.none');
  expect(silent.detail).toMatch(/nothing can be heard/);
  const video = await refusalOf(read('film.wav', new TextEncoder().encode('0000ftypisom')));
  expect(video.detail).toMatch(/an MP4 or M4A file is not read here/);
  const none = await refusalOf(() => make({}, sourceSounds.params.parse({ origin: 'files' }), testContext()));
  expect(none.code).toBe('source.no-file');
});

test('preparing takes silence off, makes sounds equally loud, and copies keep their classes', async () => {
  const quiet = new Float32Array(8_000);
  quiet.set(tone(500, 8_000, 0.25, 0.1), 3_000);
  const sounds: Sounds = {
    sampleRate: 8_000,
    clips: [quiet, tone(300, 8_000, 0.3)],
    labels: Int32Array.of(1, 0),
    classes: ['a', 'b'],
  };
  const { sounds: prepared } = await prepare({ sounds }, prepareSounds.params.parse({ copies: 2 }), testContext());
  expect(prepared.clips).toHaveLength(6);
  expect([...(prepared.labels ?? [])]).toEqual([1, 0, 1, 0, 1, 0]);
  expect(prepared.clips[0]?.length).toBeLessThan(2_600);
  for (const clip of prepared.clips) expect(Math.max(...clip.map(Math.abs))).toBeCloseTo(0.9, 5);
  const other: Sounds = {
    sampleRate: 16_000,
    clips: [tone(300, 16_000, 0.5)],
    labels: Int32Array.of(0),
    classes: ['b'],
  };
  const { sounds: joined } = await prepare(
    { sounds, more: other },
    prepareSounds.params.parse({ trim: 0 }),
    testContext(),
  );
  expect(joined.clips.map(({ length }) => length)).toEqual([8_000, 2_400, 4_000]);
  expect([...(joined.labels ?? [])]).toEqual([1, 0, 1]);
  const refused = await refusalOf(() =>
    prepare({ sounds: other, more: sounds }, prepareSounds.params.parse({}), testContext()),
  );
  expect(refused.code).toBe('sounds.other-classes');
});

test.each(['log-mel', 'mfcc'])(
  'a picture of a sound (%s) stands upright, and a sound of the picture looks like it',
  async (rows) => {
    const low = tone(300, 8_000, 0.5);
    const sounds: Sounds = { sampleRate: 8_000, clips: [low, tone(2_500, 8_000, 0.5)] };
    const params = prepareSpectrograms.params.parse({ rows, coefficients: 40 });
    const { examples, codec } = await draw({ sounds }, params, testContext());
    expect(examples.shape).toEqual([40, 40, 1]);
    const { sounds: back } = await play({ examples, codec }, generateSounds.params.parse({}), testContext());
    const { examples: again } = await draw({ sounds: back }, params, testContext());
    const apart = examples.data.reduce((sum, value, place) => sum + Math.abs(value - (again.data[place] ?? 0)), 0);
    expect(apart / examples.data.length).toBeLessThan(0.06);
    if (rows === 'mfcc') return;
    const brightest = (place: number) => {
      const column = Array.from({ length: 40 }, (_, row) => examples.data[place * 1_600 + row * 40 + 20] ?? 0);
      return column.indexOf(Math.max(...column));
    };
    // The top row is the highest band.
    expect(brightest(1)).toBeLessThan(15);
    expect(brightest(0)).toBeGreaterThan(30);
    const wrong = { ...examples, shape: [20, 80, 1] };
    const refused = await refusalOf(() =>
      play({ examples: wrong, codec }, generateSounds.params.parse({}), testContext()),
    );
    expect(refused.code).toBe('sounds.other-shape');
  },
);

test('where windows hardly overlap a sound trembles, but is no click, and that is told', async () => {
  const clip = tone(440, 8_000, 0.5, 0.4).map((value, n) => value + 0.4 * Math.sin((2 * Math.PI * 880 * n) / 8_000));
  const heard = async (hop: number) => {
    const context = testContext();
    const params = prepareSpectrograms.params.parse({ window: 64, hop, frames: Math.floor(500 / hop) });
    const { examples, codec } = await draw({ sounds: { sampleRate: 8_000, clips: [clip] } }, params, context);
    const { sounds } = await play({ examples, codec }, generateSounds.params.parse({}), testContext());
    const [made = new Float32Array()] = sounds.clips;
    const loud = Math.sqrt(made.reduce((sum, value) => sum + value * value, 0) / made.length);
    const median = made.map(Math.abs).sort()[made.length >> 1] ?? 0;
    return { loud, median, told: context.logs.join('\n') };
  };
  const { told, loud, median } = await heard(64);
  expect(told).toMatch(/64 ms, more than half of a window of 64 ms/);
  // Before, a peak of 0.8 stood in nothing: 0.04 and 0.0004.
  expect(loud).toBeGreaterThan(0.12);
  expect(median).toBeGreaterThan(0.05);
  expect((await heard(32)).told).not.toMatch(/more than half/);
});

test('what is seen of sounds is bounded', () => {
  const clips = Array.from({ length: 60 }, () => tone(440, 8_000, 2.5));
  const small = audioView({ sampleRate: 8_000, clips }, spectrumPicture);
  const large = audioView({ sampleRate: 8_000, clips }, spectrumPicture, { large: true });
  expect(JSON.stringify(small).length).toBeLessThan(400_000);
  expect(JSON.stringify(large).length).toBeLessThan(2_200_000);
  expect(large).toMatchObject({ count: 60, first: 0 });
  expect(large.sounds).toHaveLength(40);
  expect(large.sounds[0]).toMatchObject({ seconds: 2.5, cut: true });
});

test('tones told in words are what their captions say, and the words go with them through spectrograms and back', async () => {
  const { clips, captions = [], labels, classes, sampleRate } = await made({ origin: 'described', count: 60 });
  expect(new Set(captions).size).toBe(60);
  for (const [place, clip] of clips.entries()) {
    expect(captions[place]).toMatch(new RegExp(`^an? ${classes?.[labels?.[place] ?? -1]}$`));
    expect(judgeTone(clip, sampleRate), captions[place]).toMatchObject(tonesIn(captions[place] ?? '') ?? {});
  }
  const sounds = { sampleRate, clips: clips.slice(0, 2), captions: captions.slice(0, 2) };
  const { sounds: prepared } = await prepare({ sounds }, prepareSounds.params.parse({ copies: 1 }), testContext());
  const { examples, codec } = await draw({ sounds: prepared }, prepareSpectrograms.params.parse({}), testContext());
  expect(examples.captions).toEqual([...sounds.captions, ...sounds.captions]);
  const { sounds: back } = await play({ examples, codec }, generateSounds.params.parse({ rounds: 1 }), testContext());
  expect(back.captions).toEqual(examples.captions);
  expect(await audio.decode(await audio.encode(back))).toEqual(back);
  expect(audioView(back, spectrumPicture).sounds[0]?.title).toBe(captions[0]);
  expect(tonesIn('a low tuba that swells')).toBeNull();
});
