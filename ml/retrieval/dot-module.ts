/** Products of one query with rows of codes, as a WebAssembly module of one function. */
export interface DotModule {
  /**
   * Writes `rows` products at `out` (int32): each row of `depth` int8 codes with the int16 numbers of the query. All addresses are bytes of the memory, and
   * `depth` a multiple of 16. The caller sees to it that no sum leaves 32 bits.
   */
  dots(codes: number, query: number, out: number, rows: number, depth: number): void;
}

/** Whether there are vectors of 128 bits here. */
export const hasVectors = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(moduleBytes());

/** The module over a memory. @throws WebAssembly.CompileError without vectors of 128 bits */
export function dotModule(memory: WebAssembly.Memory): DotModule {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { js: { memory } });
  const { dots } = exports;
  if (typeof dots !== 'function') throw new TypeError('The module has no products.');
  return { dots: (codes, query, out, rows, depth) => dots(codes, query, out, rows, depth) };
}

/** Its only loop is this one, so it is written down here as it is, without a compiler: WebAssembly core specification 2.0, “binary format”. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, 5, I32, I32, I32, I32, I32, 0]]),
    ...section(2, [[...name('js'), ...name('memory'), 2, 0, 1]]),
    ...section(3, [[0]]),
    ...section(7, [[...name('dots'), 0, 0]]),
    ...section(10, [sized(rowsOfDots())]),
  ]);
}

const [CODES, QUERY, OUT, ROWS, DEPTH, END, AT, SUM] = [0, 1, 2, 3, 4, 5, 6, 7];
const [I32, V128, EMPTY] = [0x7f, 0x7b, 0x40];
const [BLOCK, LOOP, END_OF_BLOCK, BRANCH, BRANCH_IF] = [0x02, 0x03, 0x0b, 0x0c, 0x0d];
const [GET, SET, I32_STORE, I32_CONST, I32_EQZ, I32_LT_U, I32_ADD, I32_SUB] = [
  0x20, 0x21, 0x36, 0x41, 0x45, 0x49, 0x6a, 0x6b,
];
const vector = (operation: number, ...rest: readonly number[]) => [0xfd, ...unsigned(operation), ...rest];
const [LOAD, LOAD_INT8, ZERO] = [0x00, 0x01, vector(0x0c, ...new Array<number>(16).fill(0))];
const [LANE, ADD, DOT_INT16] = [0x1b, vector(0xae), vector(0xba)];

function rowsOfDots(): readonly number[] {
  const move = (local: number, by: number) => [GET, local, I32_CONST, by, I32_ADD, SET, local];
  /** Eight codes with eight numbers of the query, so many codes on. */
  const eight = (on: number) => [
    ...[GET, CODES, ...vector(LOAD_INT8, 3, on)],
    ...[GET, AT, ...vector(LOAD, 4, 2 * on)],
    ...DOT_INT16,
  ];
  const lane = (index: number) => [GET, SUM, ...vector(LANE, index)];
  return [
    ...[2, 2, I32, 1, V128], // two kinds of locals: END and AT, SUM
    ...[BLOCK, EMPTY, LOOP, EMPTY],
    ...[GET, ROWS, I32_EQZ, BRANCH_IF, 1],
    ...[...ZERO, SET, SUM],
    ...[GET, CODES, GET, DEPTH, I32_ADD, SET, END],
    ...[GET, QUERY, SET, AT],
    ...[LOOP, EMPTY],
    ...[GET, SUM, ...eight(0), ...eight(8), ...ADD, ...ADD, SET, SUM],
    ...[...move(CODES, 16), ...move(AT, 32)],
    ...[GET, CODES, GET, END, I32_LT_U, BRANCH_IF, 0, END_OF_BLOCK],
    ...[GET, OUT, ...lane(0), ...lane(1), I32_ADD, ...lane(2), I32_ADD, ...lane(3), I32_ADD, I32_STORE, 2, 0],
    ...[...move(OUT, 4), GET, ROWS, I32_CONST, 1, I32_SUB, SET, ROWS],
    ...[BRANCH, 0, END_OF_BLOCK, END_OF_BLOCK, END_OF_BLOCK],
  ];
}

function section(id: number, items: readonly (readonly number[])[]): readonly number[] {
  return [id, ...sized([items.length, ...items.flat()])];
}

const sized = (bytes: readonly number[]): readonly number[] => [...unsigned(bytes.length), ...bytes];
const name = (text: string) => sized([...text].map((letter) => letter.charCodeAt(0)));

/** LEB128. */
function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(Math.floor(value / 128))];
}
