import type { Run } from '@/graph';
import { makePrograms } from '@/ml/data/programs/make';
import { documentsView } from '../../common/documents';
import type { sourcePrograms } from './node';

export const run: Run<typeof sourcePrograms> = async (_inputs, { count, asked }, { seed, preview, breathe }) => {
  const items = makePrograms(count, false, `learned ${seed}`).map(({ task, rest }) => task + rest);
  await breathe();
  preview(documentsView(items), 'text');
  return {
    text: { items },
    exam: {
      title: 'Small programs',
      scoring: 'tests',
      byLength: false,
      shots: 'never',
      spare: false,
      questions: makePrograms(asked, true, `asked ${seed}`).map(({ task, tests }) => ({
        text: task,
        choices: [],
        right: [],
        answer: `const assert = require('node:assert');\n${tests}`,
        preface: '',
        subject: null,
      })),
      pool: [],
    },
  };
};
