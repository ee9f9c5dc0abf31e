// Operands of a product laid into strips, in the order in which its tiles take them.

/** Rows and columns of a tile, and so of a strip of A and of one of B. */
export const MR: i32 = 6;
export const NR: i32 = 8;

/** Strips of six rows, column after column; rows past the end are zeros. */
export function packA(rows: i32, depth: i32, a: usize, row: i32, column: i32, to: usize): void {
  const rowBytes = <usize>row << 2;
  const columnBytes = <usize>column << 2;
  for (let i = 0; i < rows; i += MR) {
    const strip = a + <usize>i * rowBytes;
    const count = min(MR, rows - i);
    if (count == MR) {
      if (column == 1) {
        const r1 = strip + rowBytes, r2 = r1 + rowBytes, r3 = r2 + rowBytes, r4 = r3 + rowBytes;
        packRows6(depth, strip, r1, r2, r3, r4, r4 + rowBytes, to);
      } else if (row == 1) {
        let from = strip;
        for (let p = 0; p < depth; p++, from += columnBytes) {
          const at = to + <usize>p * 24;
          v128.store(at, v128.load(from));
          store<u64>(at, load<u64>(from, 16), 16);
        }
      } else {
        for (let p = 0; p < depth; p++) {
          const from = strip + <usize>p * columnBytes;
          const at = to + <usize>p * 24;
          for (let r = 0; r < MR; r++) store<f32>(at + (<usize>r << 2), load<f32>(from + <usize>r * rowBytes));
        }
      }
    } else {
      for (let p = 0; p < depth; p++) {
        const from = strip + <usize>p * columnBytes;
        const at = to + <usize>p * 24;
        for (let r = 0; r < count; r++) store<f32>(at + (<usize>r << 2), load<f32>(from + <usize>r * rowBytes));
        for (let r = count; r < MR; r++) store<f32>(at + (<usize>r << 2), 0);
      }
    }
    to += <usize>depth * 24;
  }
}

/** Six dense rows, wherever each begins, to columns of six, four columns at a time. */
export function packRows6(
  depth: i32, r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize, to: usize,
): void {
  let p = 0;
  for (; p + 4 <= depth; p += 4) {
    const o = <usize>p << 2;
    const v0 = v128.load(r0 + o), v1 = v128.load(r1 + o), v2 = v128.load(r2 + o), v3 = v128.load(r3 + o);
    const v4 = v128.load(r4 + o), v5 = v128.load(r5 + o);
    const l01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const l23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    const l45 = v128.shuffle<f32>(v4, v5, 0, 4, 1, 5), h45 = v128.shuffle<f32>(v4, v5, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<u64>(l01, l23, 0, 2));
    v128.store(to, v128.shuffle<u64>(l45, l01, 0, 3), 16);
    v128.store(to, v128.shuffle<u64>(l23, l45, 1, 3), 32);
    v128.store(to, v128.shuffle<u64>(h01, h23, 0, 2), 48);
    v128.store(to, v128.shuffle<u64>(h45, h01, 0, 3), 64);
    v128.store(to, v128.shuffle<u64>(h23, h45, 1, 3), 80);
    to += 96;
  }
  for (; p < depth; p++) {
    const o = <usize>p << 2;
    store<f32>(to, load<f32>(r0 + o));
    store<f32>(to, load<f32>(r1 + o), 4);
    store<f32>(to, load<f32>(r2 + o), 8);
    store<f32>(to, load<f32>(r3 + o), 12);
    store<f32>(to, load<f32>(r4 + o), 16);
    store<f32>(to, load<f32>(r5 + o), 20);
    to += 24;
  }
}

/** Strips of eight columns, row after row; columns past the end are zeros. */
export function packB(columns: i32, depth: i32, b: usize, row: i32, column: i32, to: usize): void {
  const rowBytes = <usize>row << 2;
  const columnBytes = <usize>column << 2;
  for (let j = 0; j < columns; j += NR) {
    const strip = b + <usize>j * columnBytes;
    const count = min(NR, columns - j);
    if (count == NR && column == 1) {
      let from = strip;
      let at = to;
      for (let p = 0; p < depth; p++, from += rowBytes, at += 32) {
        v128.store(at, v128.load(from));
        v128.store(at, v128.load(from, 16), 16);
      }
    } else if (count == NR && row == 1) {
      packColumns4(depth, strip, columnBytes, to);
      packColumns4(depth, strip + 4 * columnBytes, columnBytes, to + 16);
    } else {
      for (let p = 0; p < depth; p++) {
        const from = strip + <usize>p * rowBytes;
        const at = to + (<usize>p << 5);
        for (let r = 0; r < count; r++) store<f32>(at + (<usize>r << 2), load<f32>(from + <usize>r * columnBytes));
        for (let r = count; r < NR; r++) store<f32>(at + (<usize>r << 2), 0);
      }
    }
    to += <usize>depth << 5;
  }
}

/** Four columns that each lie dense, turned to rows of four that stand 32 bytes apart. */
function packColumns4(depth: i32, from: usize, step: usize, to: usize): void {
  const r1 = from + step, r2 = r1 + step, r3 = r2 + step;
  let p = 0;
  for (; p + 4 <= depth; p += 4) {
    const o = <usize>p << 2;
    const v0 = v128.load(from + o), v1 = v128.load(r1 + o), v2 = v128.load(r2 + o), v3 = v128.load(r3 + o);
    const l01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), h01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const l23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5), h23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<u64>(l01, l23, 0, 2));
    v128.store(to, v128.shuffle<u64>(l01, l23, 1, 3), 32);
    v128.store(to, v128.shuffle<u64>(h01, h23, 0, 2), 64);
    v128.store(to, v128.shuffle<u64>(h01, h23, 1, 3), 96);
    to += 128;
  }
  for (; p < depth; p++) {
    const o = <usize>p << 2;
    store<f32>(to, load<f32>(from + o));
    store<f32>(to, load<f32>(r1 + o), 4);
    store<f32>(to, load<f32>(r2 + o), 8);
    store<f32>(to, load<f32>(r3 + o), 12);
    to += 32;
  }
}
