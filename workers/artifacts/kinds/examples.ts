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
    const rest: Pick<Examples, 'classes' | 'modes' | 'scaling' | 'captions'> = JSON.parse(metadata.about ?? '{}');
    const [count = 0, ...shape] = data.shape;
    if (rest.captions && rest.captions.length !== count) throw new Error('these examples have not one caption each');
    return { ...rest, shape, count, data: data.data, ...(labels && { labels: Int32Array.from(labels.data) }) };
  },
  look: (value) => examplesView(value),
  facts: ({ shape, classes, captions }) => ({
    exampleShape: shape,
    ...(classes && { classes }),
    ...(captions && { captioned: true }),
  }),
  file: ({ shape, count, data, labels, classes, captions }) => {
    const width = numbersIn(shape);
    const names = Array.from({ length: width }, (_, index) => `x${index + 1}`);
    const lines = [[...names, ...(labels ? ['class'] : []), ...(captions ? ['caption'] : [])].join(',')];
    for (let row = 0; row < count; row++) {
      const label = labels && (classes?.[labels[row] ?? 0] ?? String(labels[row]));
      const words = [label, captions?.[row]].filter((text) => text !== undefined).map(quoted);
      lines.push([...data.subarray(row * width, (row + 1) * width), ...words].join(','));
    }
    return utf8.encode(`${lines.join('\n')}\n`);
  },
};

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
