/** Helps of {@link ./fields}. */
export const searchHelps = {
  query: 'One question or a few words a line. What is wired to “Queries” counts instead.',
  mode: 'By words finds names, numbers and rare words; by meaning also what is said otherwise. Both joins the two rankings.',
  top: 'The best so many for each question.',
};

export const queriesHelp = 'Each document is one question. Instead of those below.';
