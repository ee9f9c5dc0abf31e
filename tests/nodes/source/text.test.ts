import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { generateCorpus } from '@/ml/text';
import { sourceText } from '@/nodes/source/text/node';
import { run } from '@/nodes/source/text/run';
import { fileOf, refusalOf, testContext } from '../support';

const read = async (name: string, content: string | Uint8Array, params: object = {}) => {
  const { file, files } = fileOf(name, content);
  const context = testContext({ files });
  const { text } = await run({}, sourceText.params.parse({ origin: 'file', file, ...params }), context);
  return { items: text.items, logs: context.logs.join('\n') };
};
const refused = (name: string, content: string | Uint8Array, params: object = {}) =>
  refusalOf(read(name, content, params));

describe('encodings', () => {
  test('UTF-8 is read as it is, line ends become one kind', async () => {
    expect((await read('a.txt', 'Où est\r\nle chat ? 🐈\r')).items).toEqual(['Où est\nle chat ? 🐈\n']);
  });
  test('byte order marks are obeyed and not shown', async () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeffGrüße', 'utf16le'));
    expect((await read('a.txt', utf16)).items).toEqual(['Grüße']);
    expect(
      (
        await read(
          'a.txt',
          utf16.slice().map((_, index, all) => all[index ^ 1] ?? 0),
        )
      ).items,
    ).toEqual(['Grüße']);
    expect((await read('a.txt', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).items).toEqual(['a']);
  });
  test('what is not UTF-8 is read as windows-1252, with a warning', async () => {
    const { items, logs } = await read('old.txt', new Uint8Array(Buffer.from('Caf\xe9 \x96 na\xefve', 'latin1')));
    expect(items).toEqual(['Café – naïve']);
    expect(logs).toContain('windows-1252');
  });
  test('UTF-8 with a broken sign stays UTF-8, with a warning', async () => {
    const bytes = Buffer.concat([Buffer.from('äöü'.repeat(20)), Buffer.of(0xc3), Buffer.from(' end')]);
    const { items, logs } = await read('a.txt', new Uint8Array(bytes));
    expect(items[0]).toBe(`${'äöü'.repeat(20)}\ufffd end`);
    expect(logs).toContain('1 broken');
  });
  test('any text survives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (sample) => {
        fc.pre(sample.trim() !== '' && !sample.includes('\0') && !sample.startsWith('\ufeff'));
        expect((await read('a.txt', `x${sample}`)).items).toEqual([`x${sample}`]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is no text is refused with a sentence that helps', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'text.empty'],
    ['white space', ' \n\t\n ', 'text.empty'],
    ['zero bytes', new Uint8Array(1_000), 'text.binary'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), 'text.binary'],
    ['control characters', new Uint8Array(1_000).map((_, index) => (index % 4 === 0 ? 7 : 65)), 'text.binary'],
    ['a zip with another name', zipSync({ 'a.txt': strToU8('text') }), 'text.binary'],
  ])('%s', async (_what, content, code) => {
    const refusal = await refused('a.txt', content);
    expect(refusal.code).toBe(code);
    expect(refusal.fix).toMatch(/^Choose/);
  });
  test('a huge file, before it is read', async () => {
    const file = { name: 'huge.txt', size: 201 * 1024 * 1024, sha256: '0'.repeat(64) };
    const params = sourceText.params.parse({ origin: 'file', file });
    expect((await refusalOf(async () => run({}, params, testContext()))).code).toBe('file.too-large');
  });
  test.each([
    ['file', 'source.no-file'],
    ['url', 'source.not-fetched'],
    ['paste', 'text.empty'],
  ])('nothing given as %s', async (origin, code) => {
    expect((await refusalOf(async () => run({}, sourceText.params.parse({ origin }), testContext()))).code).toBe(code);
  });
});

describe('tables', () => {
  test('give the texts of a column, quotes, commas and line breaks included', async () => {
    const table = 'id,Text\n1,"Hello, ""you"""\n2,"two\nlines"\n\n3,plain\n';
    expect((await read('a.csv', table)).items).toEqual(['Hello, "you"', 'two\nlines', 'plain']);
    expect((await read('a.csv', 'x;body\n1;one\n2;two', { column: 'body' })).items).toEqual(['one', 'two']);
  });
  test('without the column name those they have', async () => {
    const refusal = await refused('a.csv', 'id,body,date\n1,a,b', { column: 'text' });
    expect(refusal.code).toBe('csv.no-column');
    expect(refusal.detail).toContain('“id”, “body”, “date”');
  });
  test('with headings only are refused', async () => {
    expect((await refused('a.csv', 'id,text\n')).code).toBe('csv.no-rows');
  });
});

describe('JSON lines', () => {
  test('give the texts of a field, also one inside', async () => {
    const lines = '{"text":"one"}\n\n{"text":"two"}\n';
    expect((await read('a.jsonl', lines)).items).toEqual(['one', 'two']);
    const inner = '{"message":{"text":"one"}}\n{"message.text":"two"}';
    expect((await read('a.jsonl', inner, { field: 'message.text' })).items).toEqual(['one', 'two']);
  });
  test('name the line that is no JSON', async () => {
    const refusal = await refused('a.jsonl', '{"text":"one"}\n{"text":');
    expect(refusal.code).toBe('jsonl.bad-line');
    expect(refusal.title).toContain('Line 2');
  });
  test('name the line without the field, and what it has', async () => {
    const refusal = await refused('a.jsonl', '{"text":"one"}\n{"body":"two"}');
    expect(refusal).toMatchObject({ code: 'jsonl.no-field', detail: 'It has: “body”.' });
    expect(refusal.title).toContain('Line 2');
    expect((await refused('a.jsonl', '{"a":1}', { field: 'constructor' })).code).toBe('jsonl.no-field');
  });
});

describe('zips', () => {
  const archive = zipSync({
    'b.txt': strToU8('second'),
    'a/a.md': strToU8('first'),
    'c.jsonl': strToU8('{"text":"third"}'),
    'picture.png': Uint8Array.of(1, 2, 3),
    '__MACOSX/._b.txt': Uint8Array.of(0, 0),
  });
  test('give the documents of their files in the order of their names', async () => {
    const { items, logs } = await read('a.zip', archive);
    expect(items).toEqual(['first', 'second', 'third']);
    expect(logs).toContain('2 files');
  });
  test.each([
    ['cut short', archive.slice(0, archive.length - 30)],
    ['not a zip', strToU8('only text in here, nothing else, and long enough')],
    ['nothing', new Uint8Array(4)],
    ['damaged inside', archive.map((byte, index) => (index > 34 && index < 40 ? byte ^ 0x55 : byte))],
  ])('that are %s are refused as damaged', async (_what, bytes) => {
    expect((await refused('a.zip', bytes)).code).toBe('zip.corrupt');
  });
  test('damaged anywhere give an error for people, or the same documents', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
        const damaged = archive.map((byte, index) => (index === place ? byte ^ flip : byte));
        const outcome = await read('a.zip', damaged).then(
          ({ items }) => items.length,
          (thrown: unknown) => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : thrown),
        );
        expect(typeof outcome === 'number' || /^(zip|text|jsonl)\./.test(String(outcome))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
  test('that are bombs are refused before they fill the memory', async () => {
    const bomb = zipSync({ 'bomb.txt': new Uint8Array(40 * 1024 * 1024).fill(97) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect((await refused('a.zip', bomb)).code).toBe('zip.too-large');
  });
  test('that lie about their size are refused', async () => {
    const lying = zipSync({ 'a.txt': strToU8('some text '.repeat(100)) });
    const view = new DataView(lying.buffer);
    const end = lying.length - 22;
    view.setUint32(view.getUint32(end + 16, true) + 24, 10, true);
    expect((await refused('a.zip', lying)).code).toBe('zip.corrupt');
  });
  test('with too many files, or without a text, are refused', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}.txt`, strToU8('x')])),
    );
    expect((await refused('a.zip', many)).code).toBe('zip.too-many');
    expect((await refused('a.zip', zipSync({ 'a.png': Uint8Array.of(1) }))).code).toBe('zip.no-text');
  });
});

describe('text', () => {
  const paste = async (text: string, params: object = {}) =>
    (await run({}, sourceText.params.parse({ origin: 'paste', text, ...params }), testContext())).text.items;
  test('that is pasted is one document, or one for each paragraph or line', async () => {
    const text = 'one\ntwo\n \n\nthree\n';
    expect(await paste(text)).toEqual([text]);
    expect(await paste(text, { separate: 'blank-line' })).toEqual(['one\ntwo', 'three']);
    expect(await paste(text, { separate: 'line' })).toEqual(['one', 'two', 'three']);
  });
  test('that was fetched is read from the copy that was kept', async () => {
    const { file: fetched, files } = fileOf('page', 'from the web');
    const params = sourceText.params.parse({ origin: 'url', url: 'https://example.org/page', fetched });
    expect((await run({}, params, testContext({ files }))).text.items).toEqual(['from the web']);
  });
  test('of a web page is what people read of it', async () => {
    const page =
      '<!DOCTYPE html><html><head><title>T</title><script>if (a<b) x()</script></head><body><p>Fish &amp; <b>chips</b>, 2&nbsp;&lt;&nbsp;3</p><!-- not this --><ul><li>one<li>two &#x1F408;</ul><style>p{}</style>a < b<script>never closed';
    const { file: fetched, files } = fileOf('page', page);
    const params = sourceText.params.parse({ origin: 'url', url: 'https://example.org/page', fetched });
    const { items } = (await run({}, params, testContext({ files }))).text;
    expect(items).toEqual(['Fish & chips, 2 < 3\n\none\ntwo 🐈\na < b']);
  });
  test('that is built in has the length asked for, is the same each time, and differs by number', async () => {
    const built = async (params: object) =>
      (await run({}, sourceText.params.parse({ characters: 20_000, ...params }), testContext())).text.items.join('');
    const one = await built({ topic: 1 });
    expect(one).toBe(await built({ topic: 1 }));
    expect(one).not.toBe(await built({ topic: 2 }));
    expect(one.length).toBeGreaterThanOrEqual(20_000);
    expect(one.length).toBeLessThan(24_000);
    expect(one).toBe(generateCorpus({ seed: 1, characters: 20_000 }));
    expect((await built({ separate: 'blank-line' })).length).toBeGreaterThan(18_000);
  });
});
