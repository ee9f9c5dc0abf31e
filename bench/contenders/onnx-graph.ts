import { onnx } from 'onnx-proto';

type Attribute = number | readonly number[];
/** Numbers of onnx.proto's enumerations. */
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { float: 1, int: 2, ints: 7 };

/** A graph of ONNX as it is built: every function gives the name of what it adds. */
export interface OnnxGraph {
  op(type: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** An operation with several outputs. */
  ops(
    type: string,
    inputs: readonly string[],
    outputs: number,
    attributes?: Readonly<Record<string, Attribute>>,
  ): string[];
  weight(data: Float32Array, shape: readonly number[]): string;
  /** A scalar. */
  number(value: number): string;
  integers(values: readonly number[]): string;
  /** A dimension that is a word may be of any size. */
  input(name: string, type: 'float' | 'int64', shape: readonly (number | string)[]): string;
  output(name: string, from: string, shape: readonly (number | string)[]): void;
  /** The file: ONNX with operator set 17. */
  encode(): Uint8Array;
}

/** An empty graph. */
export function createOnnxGraph(): OnnxGraph {
  const node: object[] = [];
  const initializer: object[] = [];
  const input: object[] = [];
  const output: object[] = [];
  let count = 0;
  const fresh = (what: string) => `${what}_${count++}`;
  const constant = (dataType: number, bytes: ArrayBufferView, dims: readonly number[]) => {
    const name = fresh('constant');
    const rawData = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    initializer.push({ name, dataType, dims: [...dims], rawData });
    return name;
  };
  const graph: OnnxGraph = {
    op: (type, inputs, attributes) => graph.ops(type, inputs, 1, attributes)[0] ?? '',
    ops(opType, inputs, outputs, attributes = {}) {
      const names = Array.from({ length: outputs }, () => fresh(opType));
      const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
      node.push({ name: fresh('node'), opType, input: [...inputs], output: names, attribute });
      return names;
    },
    weight: (data, shape) => constant(FLOAT, data, shape),
    number: (value) => constant(FLOAT, Float32Array.of(value), []),
    integers: (values) => constant(INT64, BigInt64Array.from(values, BigInt), [values.length]),
    input(name, type, shape) {
      input.push(describe(name, type === 'float' ? FLOAT : INT64, shape));
      return name;
    },
    output(name, from, shape) {
      node.push({ name: fresh('node'), opType: 'Identity', input: [from], output: [name] });
      output.push(describe(name, FLOAT, shape));
    },
    encode: () =>
      onnx.ModelProto.encode({
        irVersion: 8,
        opsetImport: [{ domain: '', version: 17 }],
        graph: { name: 'graph', node, initializer, input, output },
      }).finish(),
  };
  return graph;
}

const describe = (name: string, elemType: number, shape: readonly (number | string)[]) => ({
  name,
  type: {
    tensorType: {
      elemType,
      shape: { dim: shape.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })) },
    },
  },
});

function attributeOf(name: string, value: Attribute): object {
  if (typeof value !== 'number') return { name, type: ATTRIBUTE.ints, ints: [...value] };
  return Number.isInteger(value) ? { name, type: ATTRIBUTE.int, i: value } : { name, type: ATTRIBUTE.float, f: value };
}
