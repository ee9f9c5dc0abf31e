import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeError } from '@/graph';
import { sourceText } from '@/nodes/source/text/node';
import { run } from '@/nodes/source/text/run';
import { fileOf, refusalOf, testContext } from '../support';

const read = async (content: Uint8Array) => {
  const { file, files } = fileOf('a.txt', Uint8Array.from(content));
  const context = testContext({ files });
  const { text } = await run({}, sourceText.params.parse({ origin: 'file', file }), context);
  return { text: text.items.join('\n'), logs: context.logs.join('\n') };
};

// こんにちは、世界。 in Shift-JIS (JIS X 0208).
const SHIFT_JIS = Uint8Array.of(
  ...[0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x81, 0x41, 0x90, 0xa2, 0x8a, 0x45, 0x81, 0x42],
);

test('an encoding that cannot be told apart is read with a warning that says what would help', async () => {
  const { text, logs } = await read(SHIFT_JIS);
  expect(text.length).toBeGreaterThan(0);
  expect(logs).toContain('is not UTF-8');
  expect(logs).toContain('save the file as UTF-8');
});

test('UTF-16 without a byte order mark is refused, and the way on is UTF-8', async () => {
  const refusal = await refusalOf(read(new Uint8Array(Buffer.from('Just some plain English text.', 'utf16le'))));
  expect(refusal.code).toBe('text.binary');
  expect(refusal.fix).toContain('UTF-8');
});

test('bytes as random as a compressed file are refused for what they are', async () => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const noise = Array.from({ length: 64 }, (_, index) => digest(`${seed}/${index}`));
      expect((await refusalOf(read(Buffer.concat([Buffer.from('x'), ...noise])))).code).toBe('text.binary');
    }),
    { numRuns: 40 },
  );
});

test('any bytes give text, or an error made for people', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      try {
        await read(bytes);
      } catch (thrown) {
        expect(describeError(thrown).code).toMatch(/^text\./);
      }
    }),
  );
});
