// What the settings of guards mean: loaded with an explanation, not with the editor.

export const guardHelps = {
  onClass: 'Only where a text classifier is connected.',
  unsafe: 'The class of the connected classifier that is not to pass.',
  threshold: 'From how sure a classifier must be on. Lower refuses more, also of what is harmless.',
  phrases: 'Found as whole words, in capitals or not.',
  patterns: 'Read by RE2, which never takes long: without references back, and without looking ahead.',
  onRule: 'To refuse gives the text below instead. Blacked-out words are replaced by what they were.',
  onPersonal: 'Found by how it is written; card and account numbers by their check digits too. Names are not found.',
  refusal: 'What stands instead of the answer.',
};
