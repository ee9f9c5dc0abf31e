import { floatsOf, labelledRows } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { LANES, output, runShader, type Shader, webgpu } from './program';

/**
 * Mean cross-entropy of int32 labels and its gradient, as workers/kernels/cross-entropy.ts has them, except that no label is looked at beforehand: one that
 * is not in its row counts as a logit of zero and draws nothing, as in the composition of ops.
 */
export const crossEntropies: readonly GraphicsKernel[] = [
  {
    name: 'FusedCrossEntropy',
    run: ({ inputs, backend: on }) => {
      const backend = webgpu(on);
      const { logits, labels, rows, length } = labelledRows(inputs);
      const [mean, losses] = [output(backend, []), output(backend, [rows])];
      const kept = [output(backend, [rows]), output(backend, [rows])];
      const reads = [logits, labels];
      runShader(backend, rowsShader, { reads, writes: [losses, ...kept], uniforms: { rows, length }, groups: rows });
      runShader(backend, meanShader, { reads: [losses], writes: [mean], uniforms: { rows }, groups: 1 });
      backend.disposeData(losses.dataId);
      return [mean, ...kept];
    },
  },
  {
    name: 'FusedCrossEntropyGrad',
    run: ({ inputs, backend: on }) => {
      const backend = webgpu(on);
      const { logits, labels, rows, length } = labelledRows(inputs);
      const kept = ['maxima', 'inverses'].map((name) => floatsOf(inputs, name, rows));
      const dx = output(backend, logits.shape);
      const reads = [logits, labels, ...kept, floatsOf(inputs, 'dy', 1)];
      const groups = Math.ceil((rows * length) / LANES);
      runShader(backend, gradientShader, { reads, writes: [dx], uniforms: { rows, length }, groups });
      return dx;
    },
  },
];

const rowsShader: Shader = {
  name: 'CrossEntropyRows',
  reads: ['logits', 'labels'],
  writes: ['result', 'maxima', 'inverses'],
  uniforms: { rows: 'i32', length: 'i32' },
  code: `
    fn main(index : i32) {
      let row = index / LANES;
      let live = row < uniforms.rows;
      let start = row * uniforms.length;
      let end = select(start, start + uniforms.length, live);
      var most = -3.4028234e38;
      for (var at = start + lane(); at < end; at += LANES) { most = max(most, logits[at]); }
      let top = largest(most);
      var sum = 0.0;
      for (var at = start + lane(); at < end; at += LANES) { sum += exp(logits[at] - top); }
      let weight = total(sum);
      if (lane() == 0 && live) {
        let label = labels[row];
        let there = label >= 0 && label < uniforms.length;
        let own = select(0.0, logits[start + select(0, label, there)], there);
        result[row] = top + log(weight) - own;
        maxima[row] = top;
        inverses[row] = 1.0 / weight;
      }
    }`,
};

const meanShader: Shader = {
  name: 'CrossEntropyMean',
  reads: ['losses'],
  writes: ['result'],
  uniforms: { rows: 'i32' },
  code: `
    fn main(index : i32) {
      var sum = 0.0;
      for (var row = lane(); row < uniforms.rows; row += LANES) { sum += losses[row]; }
      let all = total(sum);
      if (index == 0) { result[0] = all / f32(uniforms.rows); }
    }`,
};

const gradientShader: Shader = {
  name: 'CrossEntropyGrad',
  reads: ['logits', 'labels', 'maxima', 'inverses', 'dy'],
  writes: ['result'],
  uniforms: { rows: 'i32', length: 'i32' },
  code: `
    fn main(index : i32) {
      let row = index / uniforms.length;
      if (row >= uniforms.rows) { return; }
      let probability = exp(logits[index] - maxima[row]) * inverses[row];
      let hot = select(0.0, 1.0, labels[row] == index - row * uniforms.length);
      result[index] = (probability - hot) * dy[0] / f32(uniforms.rows);
    }`,
};
