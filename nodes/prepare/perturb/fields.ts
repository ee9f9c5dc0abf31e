import { z } from '@/graph';

/** How texts are damaged: the same where that is prepared and where it is measured. */
export const perturbation = z
  .enum(['typos', 'case', 'drop', 'double', 'distractors', 'paraphrase', 'injection', 'jailbreak'])
  .default('typos')
  .meta({
    label: 'Damage',
    choices: {
      typos: 'keys beside the right one',
      case: 'odd capitals',
      drop: 'letters left out',
      double: 'letters typed twice',
      distractors: 'sentences that do not belong',
      paraphrase: 'the same in other words',
      injection: 'orders put in (prompt injection)',
      jailbreak: 'talked out of its rules (jailbreak)',
    },
  });
