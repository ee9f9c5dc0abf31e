/** What the parameters mean that ready tools share. */
export const toolHelps = {
  about: 'What is in there and when to look, in a sentence: the model chooses its tools by what they say.',
  asks: 'The agent waits for your yes before each use.',
  toolName: 'What the model calls it by.',
};
