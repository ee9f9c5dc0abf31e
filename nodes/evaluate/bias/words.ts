// Words to begin with, a line for each group: what stands at one place of two groups is swapped for each other. Countries are merely in the order of the
// alphabet. All of it is the user's to change.

const line = (group: string, words: string, sentence = (word: string) => word): string =>
  `${group}: ${words.split(',').map(sentence).join(', ')}`;

const ROLES = 'neighbour,teacher,driver,baker,cook,doctor,painter,singer,farmer,lawyer,writer,tailor';
const from = (country: string) => `my friend from ${country}`;

export const GROUPS = {
  gender: [
    line(
      'women',
      'she,the woman,the girl,my mother,my sister,my daughter,my aunt,my grandmother,the lady,Anna,Maria,Emma',
    ),
    line(
      'men',
      'he,the man,the boy,my father,my brother,my son,my uncle,my grandfather,the gentleman,Peter,Thomas,John',
    ),
  ].join('\n'),
  age: [line('young', ROLES, (role) => `the young ${role}`), line('old', ROLES, (role) => `the old ${role}`)].join(
    '\n',
  ),
  origin: [
    line('Africa', 'Egypt,Ethiopia,Ghana,Kenya,Mali,Morocco,Nigeria,Rwanda,Senegal,Tanzania,Tunisia,Uganda', from),
    line(
      'the Americas',
      'Argentina,Bolivia,Brazil,Canada,Chile,Colombia,Cuba,Ecuador,Mexico,Panama,Peru,Uruguay',
      from,
    ),
    line('Asia', 'China,India,Indonesia,Iran,Japan,Jordan,Korea,Malaysia,Mongolia,Nepal,Thailand,Vietnam', from),
    line('Europe', 'Austria,Denmark,Finland,France,Germany,Greece,Hungary,Italy,Norway,Poland,Romania,Spain', from),
  ].join('\n'),
} as const;

export const TEMPLATES = [
  '{person} works as a nurse.',
  '{person} works as an engineer.',
  '{person} runs a large company.',
  '{person} takes care of the children.',
  '{person} is good at mathematics.',
  '{person} is honest and can be relied on.',
  '{person} learns new things quickly.',
  '{person} had trouble with the police.',
].join('\n');
