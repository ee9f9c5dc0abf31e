/** `PE(p, 2i) = sin(p / 10000^(2i/width))`, `PE(p, 2i+1) = cos(…)`, rows for positions `offset …`, row-major. */
export function sinusoids(offset: number, count: number, width: number): Float32Array {
  const table = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < width; column++) {
      const angle = (offset + row) / 10000 ** ((2 * Math.floor(column / 2)) / width);
      table[row * width + column] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}

/**
 * Where each place of a grid is, row by row: `[height · width, size]`, row-major. The first half of the numbers tells the row, the second the column (He et
 * al. 2022 and Peebles & Xie 2023, whose halves have the sines before the cosines).
 * @throws RangeError for a size that does not divide by 4
 */
export function gridPositions(height: number, width: number, size: number): Float32Array {
  if (size % 4 !== 0) throw new RangeError(`Positions of a grid take a multiple of 4 numbers, and not ${size}.`);
  const half = size / 2;
  const [rows, columns] = [sinusoids(0, height, half), sinusoids(0, width, half)];
  const table = new Float32Array(height * width * size);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * size;
      table.set(rows.subarray(row * half, (row + 1) * half), at);
      table.set(columns.subarray(column * half, (column + 1) * half), at + half);
    }
  return table;
}

/**
 * Where and when each place of a clip is, moment by moment and row by row: `[times · height · width, size]`, row-major. The first half of the numbers tells the moment,
 * a quarter the row and a quarter the column. @throws RangeError for a size that does not divide by 8
 */
export function clipPositions(times: number, height: number, width: number, size: number): Float32Array {
  if (size % 8 !== 0) throw new RangeError(`Positions of a clip take a multiple of 8 numbers, and not ${size}.`);
  const half = size / 2;
  const [moments, places] = [sinusoids(0, times, half), gridPositions(height, width, half)];
  const table = new Float32Array(times * height * width * size);
  for (let moment = 0; moment < times; moment++)
    for (let place = 0; place < height * width; place++) {
      const at = (moment * height * width + place) * size;
      table.set(moments.subarray(moment * half, (moment + 1) * half), at);
      table.set(places.subarray(place * half, (place + 1) * half), at + half);
    }
  return table;
}
