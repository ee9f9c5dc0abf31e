import { expect, test } from 'vitest';
import type { Sounds } from '@/graph';
import { writeWav } from '@/graph/write-wav';
import { readWav } from '@/ml/audio/read-wav';
import { sourceSounds } from '@/nodes/source/sounds/node';
import { run } from '@/nodes/source/sounds/run';
import { fileOf, testContext } from '@/tests/nodes/support';
import { audio } from '@/workers/artifacts/kinds/audio';

const wave = (length: number, period: number) => Float32Array.from({ length }, (_, n) => 0.7 * Math.sin(n / period));
const sounds: Sounds = {
  sampleRate: 8_000,
  clips: [wave(800, 3), wave(1_234, 5), wave(400, 7)],
  names: ['7_anna_1', 'a/b: c', ''],
  labels: Int32Array.of(1, 0, 1),
  classes: ['low', 'high'],
};

test('sounds come back from the store as they were, and players can read what is stored', () => {
  const bytes = audio.encode(sounds);
  expect(audio.decode(bytes)).toEqual(sounds);
  expect(audio.decode(audio.encode({ sampleRate: 44_100, clips: [] }))).toEqual({ sampleRate: 44_100, clips: [] });
  expect(readWav(bytes).channels[0]).toHaveLength(2_434);
  expect(() => audio.decode(writeWav(wave(10, 1), 8_000))).toThrow();
});

test('saved as a file, sounds stand in turn with a pause between', () => {
  const bytes = audio.file?.(sounds) ?? new Uint8Array();
  const { channels, sampleRate } = readWav(bytes);
  expect(sampleRate).toBe(8_000);
  expect(channels[0]).toHaveLength(2_434 + 2 * 2_400);
  for (const n of [0, 100, 799]) expect(channels[0]?.[n]).toBeCloseTo(sounds.clips[0]?.[n] ?? Number.NaN, 3);
  expect(channels[0]?.[800]).toBe(0);
});

test('saved as a zip, each is a file in the folder of its class, and the zip is read as the same sounds', async () => {
  const zip = audio.formats?.zip?.encode(sounds) ?? new Uint8Array();
  const { file, files } = fileOf('sounds.zip', zip);
  const params = sourceSounds.params.parse({ origin: 'files', file });
  const { sounds: read } = await run({}, params, testContext({ files }));
  expect(read.clips.map(({ length }) => length).sort()).toEqual([1_234, 400, 800]);
  expect(read.classes).toEqual(['high', 'low']);
  const longest = read.clips.findIndex(({ length }) => length === 1_234);
  expect(read.classes?.[read.labels?.[longest] ?? -1]).toBe('low');
});

test.each([8, 16, 24, 32])('PCM of %i bits is read', (bits) => {
  const size = bits / 8;
  const bytes = new Uint8Array(44 + 3 * size);
  bytes.set(writeWav(new Float32Array(), 11_025));
  const view = new DataView(bytes.buffer);
  view.setUint16(34, bits, true);
  view.setUint16(32, size, true);
  view.setUint32(40, 3 * size, true);
  // Half of full scale, nothing, and minus a quarter, as the most significant byte has them.
  const tops = bits === 8 ? [192, 128, 96] : [0x40, 0, 0xe0];
  for (const [n, top] of tops.entries()) bytes[44 + (n + 1) * size - 1] = top;
  expect([...(readWav(bytes).channels[0] ?? [])]).toEqual([0.5, 0, -0.25]);
});
