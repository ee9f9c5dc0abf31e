import '@tensorflow/tfjs-backend-cpu';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type Clips,
  clipsOfExamples,
  clipsView,
  type Examples,
  examples as examplesKind,
  matchKinds,
  video as videoKind,
} from '@/graph';
import { clipAttributes, clipCaption, drawClips, MOTIONS } from '@/ml/data/clips';
import { COLOURS } from '@/ml/data/shapes';
import { seenIn, trackOf } from '@/ml/video/judge';
import { readWebm, writeWebm } from '@/ml/video/webm';
import { run as evaluate } from '@/nodes/evaluate/video/run';
import { run as toClips } from '@/nodes/generate/clips/run';
import { BUILT_IN_COLOURS, BUILT_IN_MOTIONS, sourceVideos } from '@/nodes/source/videos/node';
import { readMp4 } from '@/nodes/source/videos/read/mp4';
import { run as source } from '@/nodes/source/videos/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { gifOfAll, gifsInAZip } from '@/workers/artifacts/kinds/clip-files';
import { mp4OfAll, writeMp4 } from '@/workers/artifacts/kinds/mp4-file';
import { webmOfAll } from '@/workers/artifacts/kinds/webm-file';
import { said } from '../examples/wiring';
import { fileOf, refusalOf, testContext } from '../support';
import { BROKEN, fakeCodec } from './fake-codec';
import { plainMp4 } from './plain-mp4';

const clips = async (given: object = {}) =>
  (await source({}, sourceVideos.params.parse({ count: 12, ...given }), testContext())).video;

/** The source, given a file. */
function fromFile(name: string, bytes: Uint8Array, given: object = {}) {
  const { file, files } = fileOf(name, bytes);
  const context = testContext({ files });
  return {
    context,
    run: async () => source({}, sourceVideos.params.parse({ origin: 'files', file, ...given }), context),
  };
}

const asExamples = (value: Clips): Examples => {
  const match = matchKinds(videoKind, examplesKind);
  if (!match.fits || !match.conversion) throw new Error('clips do not become examples');
  return match.conversion.convert(value) as Examples;
};

describe('clips that are drawn', () => {
  test('what the captions say is seen in them, by following what stands out', async () => {
    const { pixels, attributes } = await drawClips({ count: 200, seed: 3, frames: 8, side: 16 });
    const size = 8 * 16 * 16 * 3;
    let right = 0;
    for (const [at, wanted] of attributes.entries()) {
      const track = trackOf({ frames: 8, height: 16, width: 16, pixels: pixels.subarray(at * size, (at + 1) * size) });
      const seen = track && seenIn(track);
      if (seen?.motion === wanted.motion && seen.colour === wanted.colour) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(199);
  });

  test('each moves in two frames, too', async () => {
    for (const motion of MOTIONS) {
      const { pixels } = await drawClips({ count: 1, seed: 3, frames: 2, side: 16, only: { motion } });
      const half = pixels.length / 2;
      expect(pixels.subarray(0, half), motion).not.toEqual(pixels.subarray(half));
    }
  });

  test('a clip that stands still has no motion, and an empty one no track', () => {
    const still = new Uint8Array(4 * 16 * 16 * 3).map((_, at) => {
      const place = Math.floor((at % 768) / 3);
      const inside = Math.abs((place % 16) - 8) < 3 && Math.abs(Math.floor(place / 16) - 8) < 3;
      return inside && at % 3 === 0 ? 230 : 10;
    });
    const track = trackOf({ frames: 4, height: 16, width: 16, pixels: still });
    expect(track && seenIn(track)).toMatchObject({ motion: null, colour: 'red' });
    expect(trackOf({ frames: 4, height: 16, width: 16, pixels: still.fill(9) })).toBeNull();
  });

  test('captions are read as they are written, and those of others are none', () => {
    const attributes = { size: 'large', colour: 'blue', shape: 'square', motion: 'moves up and down' } as const;
    expect(clipCaption(attributes)).toBe('a large blue square moves up and down');
    expect(clipAttributes(clipCaption(attributes))).toEqual(attributes);
    expect(clipAttributes('a large blue square dances')).toBeNull();
  });

  test('the contract knows the motions and colours that are drawn', () => {
    expect(BUILT_IN_MOTIONS).toEqual(MOTIONS);
    expect(BUILT_IN_COLOURS).toEqual(COLOURS);
  });

  test('classes that are left out are not drawn, and a choice of none is refused', async () => {
    const { captions, classes, labels } = await clips({ labelled: 'colour-motion', keep: 'red turns, blue grows' });
    expect(classes).toEqual(['red turns', 'blue grows']);
    expect([...(labels ?? [])].filter((label) => label === 0)).toHaveLength(6);
    expect(captions?.every((said) => /red \w+ turns|blue \w+ grows/.test(said))).toBe(true);
    expect(captions?.some((said) => said.includes('circle turns'))).toBe(false);
    expect((await refusalOf(clips({ keep: 'dances' }))).code).toBe('clips.no-class');
  });
});

describe('kept and exchanged', () => {
  test('they are stored as they are', async () => {
    const value = await clips();
    const codec = codecOf('video');
    expect(codec.decode(codec.encode(value))).toEqual(value);
    expect(codec.facts?.(value)).toMatchObject({ exampleShape: [8, 16, 16, 3], captioned: true });
  });

  test('a GIF of each in a zip is read again, class by class, to the pixel', async () => {
    const value = await clips({ count: 6, labelled: 'motion', keep: 'turns, grows' });
    const { run } = fromFile('clips.zip', await gifsInAZip(value));
    const { video: again } = await run();
    expect(again).toMatchObject({ shape: value.shape, count: 6, classes: ['grows', 'turns'] });
    expect(again.fps).toBeCloseTo(8, 0);
    // In the zip they lie by class.
    const turns = again.pixels.subarray(3 * 6144, 4 * 6144);
    const first = value.labels?.indexOf(value.classes?.indexOf('turns') ?? 0) ?? 0;
    expect(turns).toEqual(value.pixels.subarray(first * 6144, (first + 1) * 6144));
  });

  test('all in one GIF stand side by side, each pixel enlarged', async () => {
    const gif = await gifOfAll(await clips({ count: 4 }));
    const [width, height] = [(gif[6] ?? 0) + 256 * (gif[7] ?? 0), (gif[8] ?? 0) + 256 * (gif[9] ?? 0)];
    expect(new TextDecoder().decode(gif.subarray(0, 6))).toBe('GIF89a');
    expect(width).toBe(height);
    expect(width).toBeGreaterThan(300);
  });

  test('what is longer is cut, what is shorter held, and what is no clip is named and counted', async () => {
    const short =
      Object.values(unzipSync(await gifsInAZip(await clips({ count: 1, frames: 5 }))))[0] ?? new Uint8Array();
    const held = fromFile('a.gif', short, { frames: 8 });
    expect((await held.run()).video.count).toBe(1);
    expect(held.context.logs.join()).toContain('1 clip is shorter');
    const cut = fromFile('a.gif', short, { frames: 3 });
    await cut.run();
    expect(cut.context.logs.join()).toContain('1 clip is longer');
    const damaged = fromFile('a.gif', short.subarray(0, 40));
    expect((await refusalOf(damaged.run())).code).toBe('clips.none');
    const other = await refusalOf(fromFile('a.gif', new TextEncoder().encode('GIF of a cat')).run());
    expect(other.code).toBe('clips.none');
    expect((await refusalOf(fromFile('a.gif', new Uint8Array()).run())).detail).toContain('it is empty');
  });

  test('of a GIF that is cut short the whole frames are taken, and that is told', async () => {
    const value = await clips({ count: 1, frames: 8 });
    const gif = Object.values(unzipSync(await gifsInAZip(value)))[0] ?? new Uint8Array();
    const { run, context } = fromFile('a.gif', gif.subarray(0, Math.floor(0.6 * gif.length)));
    const { video: again } = await run();
    const told = '1 file is damaged or cut short; the frames that could be read were taken: “a.gif”';
    expect(context.logs.join()).toContain(told);
    // Frames are the very ones, up to the one that stands until the end.
    const frame = (from: Clips, at: number) => from.pixels.subarray(at * 768, (at + 1) * 768);
    const whole = [0, 1, 2, 3, 4, 5, 6, 7].findIndex((at) => frame(again, at).join() !== frame(value, at).join());
    expect(whole).toBeGreaterThan(2);
    expect(frame(again, 7)).toEqual(frame(value, whole - 1));
    const endless = fromFile('a.gif', gif.subarray(0, -1), { frames: 9 });
    await endless.run();
    expect(endless.context.logs.join()).toMatch(/^1 clip is shorter/);
    const few = fromFile('a.gif', gif.subarray(0, Math.floor(0.6 * gif.length)), { frames: 2 });
    await few.run();
    expect(few.context.logs.join()).not.toContain('damaged');
    const none = await refusalOf(fromFile('a.gif', gif.subarray(0, 60)).run());
    expect(none.detail).toContain('it is cut off before its first frame');
  });

  test('of more clips than are asked for some are taken by chance, and it is told', async () => {
    const zip = await gifsInAZip(await clips({ count: 9, labelled: 'motion', keep: 'turns, grows' }));
    const { run, context } = fromFile('clips.zip', zip, { count: 5 });
    const { video } = await run();
    expect(video.count).toBe(5);
    expect(new Set(video.labels).size).toBe(video.classes?.length ?? 1);
    expect(context.logs).toEqual(['5 of 9 clips were taken by chance; raise “Clips” for more.']);
    const whole = fromFile('clips.zip', zip, { count: 9 });
    await whole.run();
    expect(whole.context.logs).toEqual([]);
  });

  test('a rate takes of each moment the frame that is shown then', async () => {
    const value = await clips({ count: 1, fps: 10 });
    const gif = Object.values(unzipSync(await gifsInAZip(value)))[0] ?? new Uint8Array();
    const { video: half } = await fromFile('a.gif', gif, { fps: 5, frames: 4 }).run();
    expect(half.pixels.subarray(768, 1536)).toEqual(value.pixels.subarray(2 * 768, 3 * 768));
  });
});

describe('WebM', () => {
  const frames = [0, 0.5, 40].map((at, place) => ({
    at,
    whole: place !== 1,
    bytes: Uint8Array.from({ length: 300 }, (_, byte) => byte + place),
  }));
  const packed = { codec: 'vp8', width: 64, height: 48, frames };

  test('what is written is read again, over several clusters', () => {
    expect(readWebm(writeWebm(packed, 41))).toEqual(packed);
    expect(readWebm(writeWebm(packed, 41), 10)?.frames).toHaveLength(2);
  });

  test('of a file that is cut off what is whole is read, and noise is none', () => {
    const file = writeWebm(packed, 41);
    expect(readWebm(file)?.cut).toBeUndefined();
    const cut = readWebm(file.subarray(0, file.length - 100));
    expect(cut?.frames).toHaveLength(2);
    expect(cut?.cut).toBe(true);
    for (let length = 0; length < 200; length += 7) expect(readWebm(file.subarray(0, length))).toBeNull();
  });

  test('where nothing decodes films that is said, and nothing encodes them either', async () => {
    const { detail } = await refusalOf(fromFile('a.webm', writeWebm(packed, 41)).run());
    expect(detail).toContain('only a browser decodes MP4 and WebM');
    expect((await refusalOf(webmOfAll(await clips({ count: 1 })))).code).toBe('clips.no-encoder');
    expect((await refusalOf(mp4OfAll(await clips({ count: 1 })))).detail).toContain('neither H.264 nor VP9');
    const mp4 = new Uint8Array([0, 0, 0, 16, ...new TextEncoder().encode('ftypisom'), 0, 0, 0, 0]);
    expect((await refusalOf(fromFile('a.mp4', mp4).run())).detail).toContain('it holds no video');
  });
});

describe('MP4', () => {
  const frames = [0, 0.125, 0.25, 0.375].map((at, place) => ({
    at,
    whole: place === 0,
    bytes: Uint8Array.from({ length: 300 }, (_, byte) => byte + place),
  }));
  const film = { width: 64, height: 48, frames };
  // Baseline, level 4.0, four bytes to a length, and one set of parameters of each sort.
  const avcC = Uint8Array.from([1, 0x42, 0, 0x28, 0xff, 0xe1, 0, 4, 0x67, 0x42, 0, 0x28, 1, 0, 2, 0x68, 0xce]);

  test.each([
    ['H.264', { ...film, codec: 'avc1.420028', description: avcC }],
    ['VP9', { ...film, codec: 'vp09.00.10.08' }],
  ])('what is written as %s is read again', (_name, packed) => {
    const file = writeMp4(packed, 0.5);
    const { description, ...again } = readMp4(file, 10);
    expect({ ...again, codec: again.codec.slice(0, 11) }).toEqual({ ...film, codec: packed.codec.slice(0, 11) });
    expect(description?.length).toBeGreaterThan(8);
    if ('description' in packed) expect(description).toEqual(avcC);
    expect(() => readMp4(file.subarray(0, 200), 10)).toThrow('it is cut short: its list of frames is missing');
  });

  test('of one that is cut short those frames are read that are whole, wherever its list stands', () => {
    const whole = writeMp4({ ...film, codec: 'vp09.00.10.08' }, 0.5);
    expect(readMp4(whole, 10).cut).toBeUndefined();
    // Never right between two fragments, where nothing tells that more should follow.
    const counts = new Set<number>();
    for (let length = whole.length - 1; length > 1_049; length -= 41) {
      const { frames: there, cut } = readMp4(whole.subarray(0, length), 10);
      expect(cut, `${length} of ${whole.length}`).toBe(true);
      expect(there).toEqual(frames.slice(0, there.length));
      counts.add(there.length);
    }
    expect([...counts]).toEqual([3, 2, 1]);
    const plain = { width: 64, height: 48, frames: frames.map(({ bytes }) => bytes) };
    const first = plainMp4({ ...plain, listFirst: true });
    expect(readMp4(first, 10).cut).toBeUndefined();
    const half = readMp4(first.subarray(0, first.length - 400), 10);
    expect(half).toMatchObject({ cut: true, frames: { length: 2 } });
    const last = plainMp4({ ...plain, listFirst: false });
    expect(readMp4(last, 10).frames).toHaveLength(4);
    // Nor is it there where nothing but zeros was written.
    expect(() => readMp4(last.slice().fill(0, 40), 10)).toThrow('its list of frames, at the end, is missing');
    for (const share of [0.2, 0.5, 0.6])
      expect(() => readMp4(last.subarray(0, share * last.length), 10)).toThrow(
        'it is cut short: its list of frames, at the end, is missing',
      );
  });

  describe('decoded', () => {
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    test.each([
      ['as it is', [1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0]],
      ['a quarter turn', [0, 1, 0, -1, 0, 0, 2, 0, 1], [0, 15]],
      ['half a turn', [-1, 0, 0, 0, -1, 0, 4, 2, 1], [15, 15]],
      ['three quarters', [0, -1, 0, 1, 0, 0, 0, 4, 1], [15, 0]],
      ['mirrored', [-1, 0, 0, 0, 1, 0, 4, 0, 1], [0, 15]],
    ])('what is filmed lies as it is shown: %s', async (_name, matrix, [row = 0, column = 0]) => {
      fakeCodec();
      const packed = frames.map(({ bytes }) => bytes);
      const file = plainMp4({ width: 4, height: 2, frames: packed, matrix, listFirst: false });
      const { run } = fromFile('a.mp4', file, { frames: 4, size: 16, fit: 'stretch' });
      const { video } = await run();
      const corners = [0, 15].flatMap((y) => [0, 15].map((x) => [y, x, video.pixels[3 * (16 * y + x)] ?? 0] as const));
      expect(corners.filter(([, , value]) => value > 200).map(([y, x]) => [y, x])).toEqual([[row, column]]);
    });

    test('where a decoder gives up, the frames before that are taken, and the file is named', async () => {
      fakeCodec();
      const packed = [0, 1, BROKEN, 3].map((first) => Uint8Array.of(first, 1, 2));
      const file = plainMp4({ width: 4, height: 2, frames: packed, listFirst: true });
      const { run, context } = fromFile('torn.mp4', file, { frames: 4, size: 16 });
      expect((await run()).video.count).toBe(1);
      expect(context.logs.join()).toContain('1 file is damaged or cut short');
      expect(context.logs.join()).toContain('“torn.mp4”');
    });
  });

  test('frames that are decoded in another order than shown keep their order of showing', () => {
    const [first, second, third, fourth] = frames;
    if (!first || !second || !third || !fourth) throw new Error('there are four');
    const turned = [first, fourth, second, third];
    const { frames: again } = readMp4(writeMp4({ ...film, codec: 'vp09.00.10.08', frames: turned }, 0.5), 10);
    const byTime = again.toSorted((one, other) => one.at - other.at).map(({ bytes }) => bytes[0]);
    expect(byTime).toEqual([0, 1, 2, 3]);
  });
});

describe('seen', () => {
  test('so many as have room, with what was left out; large ones by every second pixel', async () => {
    const view = clipsView(await clips({ count: 30 }), { columns: 5 });
    expect(view).toMatchObject({
      view: 'clips',
      count: 20,
      frames: 8,
      columns: 5,
      note: 'The first 20 of 30 are shown.',
    });
    const pixels = new Uint8Array(12 * 256 * 256 * 3);
    const large = clipsView({ shape: [12, 256, 256, 3], count: 1, fps: 8, pixels }, { large: false });
    expect(large.pixels.length).toBeLessThan(300_000);
    expect(large.note).toContain('One pixel in');
  });

  test('numbers of clips are shown as clips, and grids of solids are not', async () => {
    const made = asExamples(await clips({ count: 2 }));
    expect(clipsOfExamples(made)).toMatchObject({ view: 'clips', count: 2, fps: 8 });
    expect(clipsOfExamples({ shape: [8, 8, 8, 1], count: 1, data: new Float32Array(512) })).toBeNull();
  });
});

describe('measured', () => {
  test('real clips are as real ones, and show what they say; flicker is told', async () => {
    const real = asExamples(await clips({ count: 40 }));
    const figures = async (made: Examples) => {
      const { metrics } = await evaluate({ made, real }, {}, testContext());
      return Object.fromEntries(metrics.values.map(({ name, value }) => [name, value]));
    };
    expect(await figures(real)).toMatchObject({ Flicker: 100, Change: 100, 'Motion as asked': 100 });
    const flickering = { ...real, data: real.data.map((value, at) => value + (Math.floor(at / 768) % 2 ? 0.1 : 0)) };
    expect((await figures(flickering)).Flicker).toBeGreaterThan(300);
    // Turned round in time, what went to the right goes to the left.
    const frames = 768;
    const backwards = real.data.map((_, at) => {
      const [clip, frame, rest] = [Math.floor(at / 6144), Math.floor((at % 6144) / frames), at % frames];
      return real.data[clip * 6144 + (7 - frame) * frames + rest] ?? 0;
    });
    expect((await figures({ ...real, data: backwards }))['Motion as asked']).toBeLessThan(60);
  });

  test('numbers become clips, and what is none is refused', async () => {
    const value = await clips({ count: 3 });
    const { video: again } = await toClips({ examples: asExamples(value) }, { fps: 8 }, testContext());
    expect(again).toEqual(value);
    const images: Examples = { shape: [8, 8, 3], count: 1, data: new Float32Array(192) };
    expect((await refusalOf(async () => toClips({ examples: images }, { fps: 8 }, testContext()))).code).toBe(
      'clips.no-clips',
    );
  });
});

describe('wired', () => {
  const given = { exampleShape: [8, 16, 16, 3], captioned: true } as const;
  const begun = said('network.example-input', { time: true, captions: true }, { examples: given });

  test('a denoiser of tubelets ends in clips, with blocks in space and time or over all', () => {
    const cut = said('network.tubelets', { span: 2, patch: 4, width: 32 }, { network: begun });
    expect(cut.network?.shape).toEqual(['B', 64, 32]);
    const divided = said('network.space-time-block', { heads: 2 }, { network: cut });
    const joint = said('network.dit-block', { heads: 2 }, { network: divided });
    const ended = said('network.unpatchify', {}, { network: joint, examples: given });
    expect(ended.network?.shape).toEqual(['B', 8, 16, 16, 3]);
    expect(ended.network?.operations.map(({ layer }) => layer)).toEqual([
      'tubelets',
      'condition',
      'space-time-block',
      'dit-block',
      'untubelets',
    ]);
  });
});
