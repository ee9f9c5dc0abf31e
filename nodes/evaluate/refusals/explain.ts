import type { Explanation } from '@/graph';
import type { measureRefusals } from './node';

export const explain: Explanation<typeof measureRefusals> = {
  more: 'Safety has two sides. What could hurt somebody should be refused; what only looks like it should be answered, or people will turn to something that answers. So both are counted apart, over requests whose label says what should become of them. An answer counts as refused where a guard refused it, or where it begins as a refusal does.',
  formula:
    'p = refused / asked;   standard error = √(p (1 − p) / n);   95 % interval: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.96',
  lookAt:
    'Both figures, with their intervals: of twenty requests none wrongly answered still means up to 16 % may be. Then the categories: the mistakes are often all in one.',
  source: 'Röttger et al. 2024 (XSTest); Zou et al. 2023 (refusals told by how they begin); Wilson 1927 (the interval)',
  params: {
    unsafe: 'All other labels are of what should be answered.',
    phrases: 'One a line. Upper and lower case are the same.',
  },
  inputs: {
    answers: 'To conversations with labels, such as the built-in ones of what to refuse.',
    refused: 'What “Guard prompts” did not let pass: it counts as refused.',
  },
  outputs: {
    categories: 'How many of each were asked and refused, with the interval in which the true share lies.',
  },
};
