// What settings mean that nodes share: loaded with an explanation, not with the editor.

export const answerHelps = {
  answerTokens: 'An answer is cut here at the latest. Prompt and answer must fit into what the model looks back on.',
  stop: 'Where one of these appears, which stays its end. \\n stands for a line break. Tokens that end a text end it too.',
  temperature: 'Below 1 answers are more alike, above 1 they dare more.',
};
export const ruleHelps = {
  lengthWeight: 'How much an answer gains by being as long as wanted. 0: its length does not matter.',
  lengthTarget: 'Answers gain the more, the nearer they come to this.',
  fullStopWeight: 'What an answer gains when it ends as a sentence does.',
  wantedWords: 'An answer gains with the share of these that it has. Case does not matter.',
  wantedWeight: 'What an answer with all of them gains.',
  unwantedWords: 'An answer loses with the share of these that it has.',
  unwantedWeight: 'What an answer with all of them loses.',
  shareOf: 'A kind of character that answers should have many of, or few.',
  shareWeight:
    'What an answer gains that has nothing else; less than 0 where it should have few. 0: it does not matter.',
  pattern: 'An answer gains when this is found in it.',
  patternWeight: 'What an answer gains in which it is found.',
};
export const alignmentHelps = {
  batchSize: 'Pairs that one step learns from. More make each step surer, and slower.',
  learningRate:
    'How far one step moves the weights. A tenth of what the model was first trained with is a good beginning.',
  evaluateEvery: 'How often pairs that were put aside are judged, and the work is kept.',
};
export const alignmentDetailHelps = {
  evaluateBatches: 'More make what is measured on the way smoother, and each look slower.',
};
export const pairHelps = {
  heldOut: 'The share of pairs that is not learned from, and tells whether what was learned holds for others too.',
  endAnswers: 'Puts the token for the end of a text behind each answer, where the tokenizer has one.',
};
