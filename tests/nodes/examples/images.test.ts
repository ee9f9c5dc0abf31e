import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { describeError, type Examples } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as runPrepare } from '@/nodes/prepare/images/run';
import { sourceImages } from '@/nodes/source/images/node';
import { imageHeader } from '@/nodes/source/images/read/header';
import { run } from '@/nodes/source/images/run';
import { fileOf, refusalOf, type TestOptions, testContext } from '../support';
import { plainPng, pngOf, writePng } from './png';
import { said } from './support';

async function images(params: object, options: TestOptions = {}) {
  const context = testContext({ seed: 1, ...options });
  const { examples } = await run({}, sourceImages.params.parse(params), context);
  return { ...examples, context };
}

const refused = (params: object, options: TestOptions = {}) => refusalOf(images(params, options));

/** Images from a file of this content. */
function fromFile(name: string, content: Uint8Array, params: object = {}) {
  const { file, files } = fileOf(name, content);
  return [{ origin: 'files', size: 8, file, ...params }, { files }] as const;
}

const counted = ({ labels, classes = [] }: Examples) =>
  classes.map((name, index) => `${name}: ${labels?.filter((label) => label === index).length}`);

/** The mean of each channel of an image. */
function colourOf({ data, shape: [height = 0, width = 0, channels = 0] }: Examples, image: number): number[] {
  const size = height * width * channels;
  return Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let at = image * size + channel; at < (image + 1) * size; at += channels) sum += data[at] ?? 0;
    return Math.round((255 * sum) / (height * width));
  });
}

describe('images that are built in', () => {
  test.each([
    ['digits', [28, 28, 1]],
    ['shapes', [32, 32, 3]],
    ['charts', [32, 32, 3]],
  ])('%s are the same for the same seed, and what was promised of them', async (origin, shape) => {
    const made = await images({ origin, count: 40 });
    expect(made.shape).toEqual(shape);
    expect(made.count).toBe(40);
    expect((await images({ origin, count: 40 })).data).toEqual(made.data);
    expect((await images({ origin, count: 40 }, { seed: 2 })).data).not.toEqual(made.data);
    expect(said('source.images', { origin }, {})).toEqual({ exampleShape: shape, classes: made.classes });
    expect(Math.min(...made.data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...made.data)).toBeLessThanOrEqual(1);
    expect(made.context.previews.at(-1)?.view.view).toBe('images');
  });

  test('can be of some classes only, which are then all there are', async () => {
    const digits = await images({ count: 30, keep: '7, 1' });
    expect(counted(digits)).toEqual(['1: 15', '7: 15']);
    expect(said('source.images', { keep: '7, 1' }, {}).classes).toEqual(['1', '7']);
    expect(counted(await images({ origin: 'shapes', count: 9, keep: 'Star\nring' }))).toEqual(['star: 5', 'ring: 4']);
    const captioned = { origin: 'shapes', labelled: 'shape-colour', arrangement: 'middle' };
    expect(counted(await images({ ...captioned, count: 5, keep: 'red star, blue ring' }))).toEqual([
      'red star: 3',
      'blue ring: 2',
    ]);
    const placed = { ...captioned, labelled: 'size-place', arrangement: 'single', captioned: true };
    const some = await images({ ...placed, count: 6, keep: 'small at the top, large at the top left' });
    expect(counted(some)).toEqual(['small at the top: 3', 'large at the top left: 3']);
    for (const [row, caption] of (some.captions ?? []).entries()) {
      const [size = '', place = ''] = (some.classes?.[some.labels?.[row] ?? -1] ?? '').split(/ (.*)/);
      expect(caption.startsWith(`a ${size} `) && caption.endsWith(` ${place}`)).toBe(true);
    }
    const everywhere = await images({ ...placed, count: 400 });
    expect(said('source.images', placed, {}).classes).toEqual(everywhere.classes);
    expect(new Set(everywhere.labels).size).toBe(18);
    const all = await images({ ...captioned, count: 200 });
    expect(said('source.images', captioned, {}).classes).toEqual(all.classes);
    expect(new Set(all.labels).size).toBeGreaterThan(30);
    const charts = { origin: 'charts', charted: 'largest', captioned: true, keep: 'four bars the second tallest' };
    const bars = await images({ ...charts, count: 4 });
    expect(counted(bars)).toEqual(['four bars the second tallest: 4']);
    for (const caption of bars.captions ?? []) expect(caption).toMatch(/^a bar chart of four .*, the second tallest, /);
    expect(said('source.images', charts, {})).toMatchObject({ captioned: true, classes: bars.classes });
    expect(counted(await images({ count: 8, keep: 'All but 0,1, 2\n3, 4, 5, 6, 8' }))).toEqual(['7: 4', '9: 4']);
    expect(said('source.images', { keep: 'all but 0, 9' }, {}).classes).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
    expect((await refused({ keep: 'all but ten' })).title).toBe('There is no class “ten”.');
    expect(await refused({ keep: 'all but 0, 1, 2, 3, 4, 5, 6, 7, 8, 9' })).toMatchObject({
      code: 'images.no-class-left',
    });
    expect(await refused({ keep: 'seven' })).toMatchObject({
      code: 'images.no-such-class',
      title: 'There is no class “seven”.',
    });
  });

  test('can have another size and other colours', async () => {
    const small = await images({ count: 5, size: 16, channels: 'colour' });
    expect(small.shape).toEqual([16, 16, 3]);
    expect(said('source.images', { size: 16, channels: 'colour' }, {}).exampleShape).toEqual([16, 16, 3]);
    const whole = await images({ count: 5 });
    const [wide = 0] = colourOf(whole, 3);
    // A smaller image has the same mean, since each new pixel is the mean of what it covers.
    expect(Math.abs((colourOf(small, 3)[2] ?? 0) - wide)).toBeLessThanOrEqual(1);
    expect((await images({ origin: 'shapes', count: 3, channels: 'grey', size: 64 })).shape).toEqual([64, 64, 1]);
  });

  test('that would not fit into memory are refused', async () => {
    expect((await refused({ count: 100_000, size: 256 })).code).toBe('images.too-many');
  });
});

describe('image files', () => {
  const red = plainPng(20, 10, [255, 0, 0]);
  const green = plainPng(9, 9, [0, 255, 0]);
  const blue = writePng({
    width: 4,
    height: 4,
    depth: 8,
    type: 6,
    lines: Array.from({ length: 4 }, () => Array(4).fill([0, 0, 255, 128]).flat()),
  });
  const grey = writePng({
    width: 3,
    height: 5,
    depth: 8,
    type: 0,
    lines: Array.from({ length: 5 }, () => [51, 51, 51]),
  });

  test('of any size and mode come to one, and folders are their classes', async () => {
    const zip = zipSync({
      'all/warm/a.png': red,
      'all/cold/b.png': green,
      'all/cold/c.PNG': blue,
      'all/cold/d.png': grey,
      'all/notes.txt': strToU8('no image'),
    });
    const found = await images(...fromFile('a.zip', zip));
    expect(found.shape).toEqual([8, 8, 3]);
    expect(counted(found)).toEqual(['cold: 3', 'warm: 1']);
    expect([0, 1, 2, 3].map((image) => colourOf(found, image))).toEqual([
      [0, 255, 0],
      [127, 127, 255],
      [51, 51, 51],
      [255, 0, 0],
    ]);
    expect(found.context.logs).toContain('1 file that is no image was left out of “a.zip”.');
    const one = await images(...fromFile('a.zip', zip, { channels: 'grey', keep: 'warm' }));
    expect([one.shape, one.classes, colourOf(one, 0)]).toEqual([[8, 8, 1], ['warm'], [76]]);
  });

  test('of classes that are not kept, and beyond those asked for, are not even opened', async () => {
    const cats = Array.from({ length: 20 }, (_, at) => [`cat/${at}.png`, at % 2 === 0 ? red : green]);
    const broken = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`dog/${at}.png`, strToU8('broken')]));
    const zip = zipSync({ ...Object.fromEntries(cats), ...broken });
    const some = await images(...fromFile('a.zip', zip, { count: 6, keep: 'cat' }));
    expect(counted(some)).toEqual(['cat: 6']);
    // Nothing of “dog” was found broken.
    expect(some.context.logs).toEqual(['6 of 20 images were taken by chance; raise “Images” for more.']);
    const all = await images(...fromFile('a.zip', zip, { keep: 'all but dog', count: 20 }));
    expect([counted(all), all.context.logs]).toEqual([['cat: 20'], []]);
    expect(await refused(...fromFile('a.zip', zip, { keep: 'cow' }))).toMatchObject({
      code: 'images.no-such-class',
      detail: 'There are cat, dog.',
    });
  });

  test('can be a single one, whose middle is taken unless it is stretched', async () => {
    const line = Array.from({ length: 20 }, (_, x) => (x < 5 || x >= 15 ? 255 : 0));
    const wide = writePng({ width: 20, height: 10, depth: 8, type: 0, lines: Array.from({ length: 10 }, () => line) });
    expect(colourOf(await images(...fromFile('a.png', wide)), 0)).toEqual([0, 0, 0]);
    expect(colourOf(await images(...fromFile('a.png', wide, { fit: 'stretch' })), 0)).toEqual([128, 128, 128]);
    expect((await images(...fromFile('a.png', wide))).labels).toBeUndefined();
  });

  test('that are damaged are named, skipped and counted', async () => {
    const zip = zipSync({
      'good.png': red,
      'cut.png': red.subarray(0, 60),
      'text.png': strToU8('this is no image at all, whatever it says'),
    });
    const found = await images(...fromFile('a.zip', zip));
    expect(found.count).toBe(1);
    expect(found.context.logs.join()).toContain(
      '2 files were skipped: “cut.png”: it is cut short; “text.png”: it is no PNG, JPEG or WebP image.',
    );
    const broken = Uint8Array.from(zipSync({ 'a.png': [red, { level: 0 }], 'b.png': [green, { level: 0 }] }));
    broken[60] = (broken[60] ?? 0) ^ 255;
    const rest = await images(...fromFile('a.zip', broken));
    expect(rest.count).toBe(1);
    expect(rest.context.logs.join()).toContain('1 file was skipped: “a.png”: it is damaged in the zip');
    expect((await refused(...fromFile('a.png', red.subarray(0, 60)))).code).toBe('images.none');
  });

  test('that are damaged anywhere are refused, skipped, or still images', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(red.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const damaged = red.map((byte, index) => (index === place ? byte ^ flip : byte));
        const outcome = await images(...fromFile('a.png', damaged)).then(({ count }) => count, describeError);
        expect(outcome === 1 || /^images\./.test(Object(outcome).code)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('that are bombs are skipped before they fill the memory', async () => {
    const header = [0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0];
    const bomb = pngOf([
      ['IHDR', header],
      ['IDAT', zlibSync(new Uint8Array(40_000_000), { level: 9 })],
      ['IEND', []],
    ]);
    expect((await refused(...fromFile('a.png', bomb))).detail).toContain('it unpacks to more than it should');
    const huge = pngOf([
      ['IHDR', [0, 0, 255, 255, 0, 0, 255, 255, 8, 2, 0, 0, 0]],
      ['IDAT', []],
      ['IEND', []],
    ]);
    expect((await refused(...fromFile('a.png', huge))).detail).toContain('65,535 × 65,535 pixels, too many');
  });

  test('that only a browser can read are refused elsewhere', async () => {
    const jpeg = Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      0,
      0,
      0xff,
      0xc0,
      0,
      17,
      8,
      0,
      32,
      0,
      48,
      ...Array(20).fill(0),
    );
    expect(imageHeader(jpeg)).toEqual({ format: 'JPEG', width: 48, height: 32 });
    expect(await refused(...fromFile('a.jpg', jpeg))).toMatchObject({
      code: 'images.no-decoder',
      title: 'JPEG images are read in a browser only.',
    });
    const webp = Uint8Array.from([...strToU8('RIFF0000WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
    expect(imageHeader(webp)).toEqual({ format: 'WebP', width: 48, height: 32 });
  });

  describe('with captions', () => {
    const csv = (...lines: string[]) => strToU8(lines.join('\n'));
    const colours = ({ count, captions, ...found }: Examples) =>
      Array.from({ length: count }, (_, image) => [captions?.[image], ...colourOf({ count, ...found }, image)]);

    test('of a list have them, whatever the order, and what has no counterpart is counted and told', async () => {
      const list = csv(
        '\ufeffFile,who,Caption',
        'cold/b.png,me,"a green square, small"',
        '.\\warm\\a.png,me,  a red one  ',
        'gone.png,me,nobody',
        'cold/b.png,me,said again',
        'cold/d.png,me,',
      );
      const zip = zipSync({
        'all/captions.csv': list,
        'all/warm/a.png': red,
        'all/cold/b.png': green,
        'all/cold/c.png': blue,
        'all/cold/d.png': grey,
        'all/readme.txt': strToU8('no caption'),
      });
      const found = await images(...fromFile('a.zip', zip));
      expect(colours(found)).toEqual([
        ['a green square, small', 0, 255, 0],
        ['a red one', 255, 0, 0],
      ]);
      expect(counted(found)).toEqual(['cold: 1', 'warm: 1']);
      expect(found.context.logs).toEqual([
        '1 caption has no picture here: “gone.png”.',
        '1 further row of a picture that has a caption was not used.',
        '1 file that is no image was left out of “a.zip”.',
        '2 pictures have no caption and were left out: “all/cold/c.png”, “all/cold/d.png”.',
        'There are 2 images, fewer than the 2,000 asked for.',
      ]);
      const warm = await images(...fromFile('a.zip', zip, { keep: 'warm' }));
      expect(colours(warm)).toEqual([['a red one', 255, 0, 0]]);
      const one = await images(...fromFile('a.zip', zip, { count: 1 }));
      expect(colours(found)).toContainEqual(colours(one)[0]);
    });

    test('of a .txt beside each have them, with what is asked in further lines', async () => {
      const zip = zipSync({
        'a.png': red,
        'a.txt': strToU8('\n a red one \r\n\r\nwhich colour? red\n'),
        'b.png': green,
        'b.txt': Uint8Array.of(0, 0, 0, 1),
        'c.png': blue,
        'c.txt': strToU8('x'.repeat(2_500)),
        'd.txt': strToU8('of nothing'),
      });
      const found = await images(...fromFile('a.zip', zip));
      expect(found.captions).toEqual(['a red one\nwhich colour? red', 'x'.repeat(2_000)]);
      expect(found.context.logs.slice(0, 3)).toEqual([
        '1 caption has no picture here: “d.txt”.',
        '1 caption is longer than 2,000 signs and was cut.',
        '1 picture has no caption and was left out: “b.png”.',
      ]);
      expect((await images(...fromFile('a.zip', zipSync({ 'a.png': red })))).captions).toBeUndefined();
    });

    test('that name no picture, or in no columns, or without pictures, are told or refused', async () => {
      const lost = await images(
        ...fromFile('a.zip', zipSync({ 'a.png': red, 'captions.csv': csv('image,text', 'x.png,one', 'y.png,two') })),
      );
      expect([lost.count, lost.captions]).toEqual([1, undefined]);
      expect(lost.context.logs.slice(0, 2)).toEqual([
        '2 captions have no picture here: “x.png”, “y.png”.',
        'Captions lie beside these pictures, and none of the pictures has one.',
      ]);
      const bare = zipSync({ 'a.png': red, 'captions.csv': csv('a.png,a red one') });
      expect(await refused(...fromFile('a.zip', bare))).toMatchObject({
        code: 'captions.columns',
        detail: 'Its columns are “a.png”, “a red one”.',
        fix: expect.stringContaining('“file” and “caption”'),
      });
      const only = zipSync({ 'captions.csv': csv('file,caption', 'a.png,one') });
      expect(await refused(...fromFile('a.zip', only))).toMatchObject({ code: 'images.only-captions' });
    });

    test('may be there before they are read, as far as a zip may hold some', () => {
      const known = (name: string) => said('source.images', { ...fromFile(name, red)[0] }, {}).captioned;
      expect([known('a.zip'), known('a.png')]).toEqual(['perhaps', undefined]);
    });
  });

  test('are asked for where there are none', async () => {
    expect((await refused({ origin: 'files' })).title).toBe('No images have been chosen yet.');
    expect((await refused({ origin: 'mnist' })).code).toBe('source.no-file');
    expect((await refused(...fromFile('a.zip', zipSync({ 'a.txt': strToU8('x') })))).code).toBe('images.none');
  });

  test('let others through, and stop when told to', async () => {
    const [params, options] = fromFile('a.zip', zipSync({ 'a.png': red, 'b.png': green }));
    expect((await refused(params, { ...options, cancelAt: 2 })).code).toBe('cancelled');
  });
});

describe('a PNG image', () => {
  const read = async (file: Uint8Array) => {
    const found = await images(...fromFile('a.png', file, { size: 8 }));
    return [0, 1].map((pixel) =>
      [0, 1, 2].map((channel) => Math.round(255 * (found.data[3 * (pixel * 7) + channel] ?? 0))),
    );
  };
  /** Left half of one value, right half of another, 8 × 8. */
  const halves = (left: readonly number[], right: readonly number[]) =>
    Array.from({ length: 8 }, () => [...left, ...right]);

  test.each<[string, Parameters<typeof writePng>[0], number[][]]>([
    [
      'of one bit',
      { width: 8, height: 8, depth: 1, type: 0, lines: halves([0b11110000], []) },
      [
        [255, 255, 255],
        [0, 0, 0],
      ],
    ],
    [
      'of four bits',
      { width: 8, height: 8, depth: 4, type: 0, lines: halves([0x55, 0x55], [0xff, 0xff]) },
      [
        [85, 85, 85],
        [255, 255, 255],
      ],
    ],
    [
      'of sixteen bits',
      {
        width: 8,
        height: 8,
        depth: 16,
        type: 0,
        lines: halves([64, 1, 64, 2, 64, 3, 64, 4], [255, 0, 255, 0, 255, 0, 255, 0]),
      },
      [
        [64, 64, 64],
        [255, 255, 255],
      ],
    ],
    [
      'with a palette',
      {
        width: 8,
        height: 8,
        depth: 2,
        type: 3,
        lines: halves([0b01010101], [0b10101010]),
        palette: [9, 9, 9, 1, 2, 3, 200, 100, 50],
        transparency: [255, 255, 0],
      },
      [
        [1, 2, 3],
        [255, 255, 255],
      ],
    ],
    [
      'with a colour that is clear',
      { width: 8, height: 8, depth: 8, type: 0, lines: halves([7, 7, 7, 7], [9, 9, 9, 9]), transparency: [0, 7] },
      [
        [255, 255, 255],
        [9, 9, 9],
      ],
    ],
    [
      'in grey with opacity',
      {
        width: 8,
        height: 8,
        depth: 8,
        type: 4,
        lines: halves([0, 255, 0, 255, 0, 255, 0, 255], [0, 0, 0, 0, 0, 0, 0, 0]),
      },
      [
        [0, 0, 0],
        [255, 255, 255],
      ],
    ],
  ])('%s has the colours that it says', async (_name, parts, colours) => {
    expect(await read(writePng(parts))).toEqual(colours);
  });
});

describe('files of data sets', () => {
  const IMAGES = '../shared/data/images/mnist-t10k-images-idx3-ubyte.gz';
  const LABELS = '../shared/data/images/mnist-t10k-labels-idx1-ubyte.gz';
  test.skipIf(!existsSync(IMAGES))('MNIST is read, packed, with its labels, some by chance', async () => {
    const pixels = fileOf('images.gz', readFileSync(IMAGES));
    const digits = fileOf('labels.gz', readFileSync(LABELS));
    const files = new Map([...pixels.files, ...digits.files]);
    const params = { origin: 'mnist', images: pixels.file, labels: digits.file, count: 1_000 };
    const found = await images(params, { files });
    expect([found.shape, found.count, found.classes?.length]).toEqual([[28, 28, 1], 1_000, 10]);
    expect(said('source.images', params, {}).exampleShape).toEqual([28, 28, 1]);
    // Of each class about a tenth (LeCun et al. 1998: 892 to 1,135 of 10,000).
    for (const line of counted(found)) expect(Number(line.slice(3))).toBeGreaterThan(60);
    expect(counted(await images({ ...params, keep: '3', count: 5_000 }, { files }))).toEqual(['3: 1010']);
    const bare = await images({ ...params, labels: null, count: 10 }, { files });
    expect(bare.labels).toBeUndefined();
    expect((await refused({ ...params, labels: null, keep: '3' }, { files })).detail).toBe(
      'These images have no classes.',
    );
  });

  test('batches of CIFAR-10 are read, one or several in a zip', async () => {
    const record = (label: number) => [label, ...Array(1_024).fill(10 * label), ...Array(2_048).fill(0)];
    const batch = Uint8Array.from([...record(3), ...record(8)]);
    const one = fileOf('data_batch_1.bin', batch);
    const found = await images({ origin: 'cifar', batch: one.file }, one);
    expect([found.shape, found.count, colourOf(found, 1)]).toEqual([[32, 32, 3], 2, [80, 0, 0]]);
    expect(said('source.images', { origin: 'cifar' }, {}).classes).toEqual(found.classes);
    const two = fileOf(
      'cifar.zip',
      zipSync({ 'c/data_batch_1.bin': batch, 'c/test_batch.bin': batch, 'c/batches.meta.txt': strToU8('x') }),
    );
    expect((await images({ origin: 'cifar', batch: two.file }, two)).count).toBe(4);
    const wrong = fileOf('a.bin', batch.subarray(1));
    expect((await refused({ origin: 'cifar', batch: wrong.file }, wrong)).code).toBe('data.cifar.length');
  });
});

describe('preparing images', () => {
  const prepare = async (given: Examples, params: object) =>
    runPrepare({ examples: given }, prepareImages.params.parse(params), testContext({ seed: 1 }));

  test('makes them black and white last, each number by whether it is more than a half', async () => {
    const { context: _context, ...digits } = await images({ count: 5 });
    const { examples } = await prepare(digits, { binary: true });
    expect([...examples.data]).toEqual(Array.from(digits.data, (value) => (value > 0.5 ? 1 : 0)));
    const moved = await prepare(digits, { binary: true, copies: 1, shift: 0.5 });
    expect(new Set(moved.examples.data)).toEqual(new Set([0, 1]));
  });

  test('removes copies, balances, and adds changed ones, and tells how many are left each time', async () => {
    const { context: _context, ...digits } = await images({ count: 40 });
    const twice = takeArrays(digits, [...Array(40).keys(), ...Array(10).keys()]);
    const { examples, report } = await prepare(twice, { duplicates: true, balance: 'rarest', copies: 2 });
    expect(report.values.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Given: 50',
      'Without near-duplicates: 40',
      'Balanced: 40',
      'With changed copies: 120',
    ]);
    expect(examples.count).toBe(120);
    expect(new Set(counted(examples).map((line) => line.slice(3)))).toEqual(new Set(['12']));
    expect(report.notes.join()).toContain('“3”:');
  });

  test('crops, resizes and leaves out colour as the wire said before', async () => {
    const { context: _context, ...shapes } = await images({ origin: 'shapes', count: 6 });
    const params = { crop: 24, size: 12, grey: true };
    const { examples } = await prepare(shapes, params);
    expect(examples.shape).toEqual([12, 12, 1]);
    const facts = said('source.images', { origin: 'shapes' }, {});
    expect(said('prepare.images', params, { examples: facts })).toEqual({
      exampleShape: [12, 12, 1],
      classes: facts.classes,
    });
  });

  test('refuses points, and balance without classes', () => {
    const balance = { balance: 'rarest' };
    expect(() => said('prepare.images', {}, { examples: said('source.points', {}, {}) })).toThrow('no images');
    expect(() => said('prepare.images', balance, { examples: { exampleShape: [8, 8, 1] } })).toThrow('no classes');
  });
});
