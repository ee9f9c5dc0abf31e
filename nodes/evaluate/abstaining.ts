import { z } from '@/graph';

/** What is said by who does not know. */
export const abstainingWords = z
  .string()
  .max(20_000)
  .default("do not know\ndon’t know\ndon't know\nnot known\nnobody knows\nno idea\ncannot say")
  .meta({
    label: 'Words of who does not know',
    control: 'words',
    placeholder: 'one per line',
  });
