import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GenloomError } from '@/graph';
import { DataError } from '@/ml/data/error';
import { decodeTable, encodeTable, fitEncoding } from '@/ml/data/table';
import { readCifarFiles, readIdxFiles, readTableFile } from '@/nodes/common/read/data';
import { gunzip } from '@/nodes/common/read/gunzip';

const warnings: string[] = [];
const help = { warn: (text: string) => void warnings.push(text), breathe: async () => {} };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const codeOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof GenloomError || error instanceof DataError ? error.code : error;
};

describe('what gzip packed', () => {
  test('is unpacked, in one member or more, and other bytes stay', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5_000 }),
        fc.uint8Array({ maxLength: 500 }),
        async (first, second) => {
          const packed = Buffer.concat([gzipSync(first), gzipSync(second)]);
          expect([...(await gunzip('a', packed, 1e6, help.breathe))]).toEqual([...first, ...second]);
          if (first[0] !== 0x1f) expect(await gunzip('a', first, 1e6, help.breathe)).toBe(first);
        },
      ),
    );
  });

  test('is refused when it is cut short or damaged, and when it unpacks to too much', async () => {
    const packed = gzipSync(bytesOf('some text '.repeat(1_000)));
    for (let length = 2; length < packed.length; length += 7)
      expect(await codeOf(gunzip('a', packed.subarray(0, length), 1e6, help.breathe))).toBe('gzip.corrupt');
    const bomb = gzipSync(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(30_000);
    expect(await codeOf(gunzip('a', bomb, 1_000_000, help.breathe))).toBe('gzip.too-large');
  });

  test('does no more than be refused, however it is damaged', async () => {
    const packed = new Uint8Array(gzipSync('some text '.repeat(20)));
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(255), async (at, value) => {
        const changed = Uint8Array.from(packed);
        changed[at] = value;
        const unpacked = gunzip('a', changed, 1e6, help.breathe);
        const code = await codeOf(unpacked);
        // Harm to its first bytes makes it no gzip file, and to the header's date and name none at all.
        const isGzip = at >= 2 || value === packed[at];
        if (code === null) expect([isGzip ? bytesOf('some text '.repeat(20)) : changed]).toContainEqual(await unpacked);
        else expect(code).toBe('gzip.corrupt');
      }),
    );
  });
});

describe('tables of a file', () => {
  test('are read, packed or not', async () => {
    const text = 'name;x\n"a;b";1.5\n"say ""hi""";NA\n';
    for (const bytes of [bytesOf(text), new Uint8Array(gzipSync(text))]) {
      const { table } = await readTableFile({ name: 't.csv', bytes }, {}, help);
      expect(table.rows).toEqual([
        ['a;b', 1.5],
        ['say "hi"', null],
      ]);
    }
  });

  test('no bytes do more than be refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 200 }).map(bytesOf)),
        async (bytes) => {
          const code = await codeOf(readTableFile({ name: 't.csv', bytes }, {}, help));
          expect(code === null || typeof code === 'string').toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a batch of CIFAR-10 may be packed', async () => {
  const batch = new Uint8Array(2 * 3_073).fill(3);
  const { count, labels } = await readCifarFiles([{ name: 'b', bytes: new Uint8Array(gzipSync(batch)) }], help);
  expect([count, ...(labels ?? [])]).toEqual([2, 3, 3]);
});

const DATA = '../shared/data';

test.skipIf(!existsSync(`${DATA}/images`))('MNIST’s own files are read as they are downloaded', async () => {
  const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(`${DATA}/images/${name}`)) });
  const images = file('mnist-t10k-images-idx3-ubyte.gz');
  const read = await readIdxFiles(images, file('mnist-t10k-labels-idx1-ubyte.gz'), help);
  expect(read.shape).toEqual([28, 28, 1]);
  expect(read.count).toBe(10_000);
  expect([...(read.labels ?? [])].slice(0, 10)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  expect(read.classes).toHaveLength(10);
  // The mean of the test images is published as 0.1325.
  expect(read.data.reduce((sum, value) => sum + value, 0) / read.data.length).toBeCloseTo(0.1325, 4);
  expect(await codeOf(readIdxFiles(images, images, help))).toBe('data.idx.axes');
});

test.skipIf(!existsSync(`${DATA}/tables`))(
  'the penguins come with their kinds, and go through numbers and back unchanged',
  async () => {
    const { table, report } = await readTableFile(
      { name: 'penguins.csv', bytes: new Uint8Array(readFileSync(`${DATA}/tables/penguins.csv`)) },
      {},
      help,
    );
    expect(report).toEqual([
      { name: 'species', kind: 'category', missing: 0, distinct: 3 },
      { name: 'island', kind: 'category', missing: 0, distinct: 3 },
      { name: 'bill_length_mm', kind: 'number', missing: 2, distinct: 164 },
      { name: 'bill_depth_mm', kind: 'number', missing: 2, distinct: 80 },
      { name: 'flipper_length_mm', kind: 'whole', missing: 2, distinct: 55 },
      { name: 'body_mass_g', kind: 'whole', missing: 2, distinct: 94 },
      { name: 'sex', kind: 'category', missing: 11, distinct: 2 },
      { name: 'year', kind: 'whole', missing: 0, distinct: 3 },
    ]);
    expect(table.rows).toHaveLength(344);
    for (const scaling of ['standard', 'min-max', 'quantile'] as const) {
      const encoding = fitEncoding(table, { scaling });
      expect(encoding.width).toBe(18);
      expect(decodeTable(encodeTable(table, encoding), encoding)).toEqual(table);
    }
  },
);
