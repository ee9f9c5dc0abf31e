import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Select nodes and fold them into one: what comes in from outside becomes its inputs, what leads out its outputs. Inside, “Input” and “Output” nodes are these ports; add, rename or remove them there. Settings of nodes inside can be set from outside. Folded or not, it computes the same, and nothing is computed twice for being folded.',
  lookAt: 'Open it while it runs: each node inside shows its own progress and results.',
};
