import { type Examples, examplesView, numbersIn } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import { type Codec, utf8 } from '../codec';

/** Numbers as safetensors; labels are numbers too. What else belongs to them is JSON in the file's metadata. Exported as CSV, a row each. */
export const examples: Codec<Examples> = {
  extension: 'csv',
  mediaType: 'text/csv',
  encode: ({ data, labels, shape, count, ...rest }) =>
    writeSafetensors(
      {
        data: { shape: [count, ...shape], data },
        ...(labels && { labels: { shape: [count], data: Float32Array.from(labels) } }),
      },
      { about: JSON.stringify(rest) },
    ),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const { data, labels } = tensors;
    if (!data) throw new Error('these examples hold no numbers');
    const rest: Pick<Examples, 'classes' | 'modes' | 'scaling'> = JSON.parse(metadata.about ?? '{}');
    const [count = 0, ...shape] = data.shape;
    return { ...rest, shape, count, data: data.data, ...(labels && { labels: Int32Array.from(labels.data) }) };
  },
  look: (value) => examplesView(value),
  facts: ({ shape, classes }) => ({ exampleShape: shape, ...(classes && { classes }) }),
  file: ({ shape, count, data, labels, classes }) => {
    const width = numbersIn(shape);
    const names = Array.from({ length: width }, (_, index) => `x${index + 1}`);
    const lines = [[...names, ...(labels ? ['class'] : [])].join(',')];
    for (let row = 0; row < count; row++) {
      const label = labels && (classes?.[labels[row] ?? 0] ?? String(labels[row]));
      const numbers = data.subarray(row * width, (row + 1) * width).join(',');
      lines.push(label === undefined ? numbers : `${numbers},${quoted(label)}`);
    }
    return utf8.encode(`${lines.join('\n')}\n`);
  },
};

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
