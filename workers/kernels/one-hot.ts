import { input, sizeOf, type WasmKernel } from './kernel';

/** `tf.oneHot` on wasm for every type; TF.js's own writes the bits of the whole number 1 where floats are asked for. */
export const oneHot: WasmKernel = {
  name: 'OneHot',
  create:
    ({ heap }) =>
    ({ inputs, attrs }) => {
      const indices = input(inputs, 'indices');
      const depth = Number(attrs?.depth ?? 0);
      const dtype = typeOf(attrs?.dtype);
      const out = heap.output([...indices.shape, depth], dtype);
      const places = heap.values(indices);
      const rows = heap.values(out).fill(Number(attrs?.offValue ?? 0));
      const count = sizeOf(indices.shape);
      for (let row = 0; row < count; row++) {
        const place = places[row] ?? -1;
        if (place >= 0 && place < depth) rows[row * depth + place] = Number(attrs?.onValue ?? 1);
      }
      return out;
    },
  selfTest: (test) => {
    const indices = { shape: [3], values: [1, 3, 0], dtype: 'int32' } as const;
    const values = [0, 1, 0, 0, 0, 0, 1, 0, 0];
    for (const dtype of ['int32', 'float32'] as const) {
      test.expect({ indices }, { depth: 3, onValue: 1, offValue: 0, dtype }, { shape: [3, 3], values });
    }
  },
};

const typeOf = (attribute: unknown): 'float32' | 'int32' | 'bool' =>
  attribute === 'float32' || attribute === 'bool' ? attribute : 'int32';
