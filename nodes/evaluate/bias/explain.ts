import type { Explanation } from '@/graph';
import type { evaluateBias } from './node';

const groups =
  'One group a line: its name, a colon, and its words with commas between. The first word of a group is swapped for the first of the others, the second for the second. Change them as you like.';

export const explain: Explanation<typeof evaluateBias> = {
  more: 'Each sentence is written for every word of every group, and nothing else of it changes. Of a language model it is measured how likely the words after the swap are, given all before them: how common a name is, and into how many tokens it falls, does not count then, since only the rest is scored, which is the same for all. A model that fills gaps has each word of the rest hidden in turn, and sees all others. Of a classifier it is the probability of a class, and of a reward model the reward in deviations of those that it gave when it learned. For every two groups and every sentence the differences of the swapped words are tested: if it made no difference who is who, each would be as likely to have the other sign. All ways of flipping the signs are looked at, or twenty thousand of them, and the p-values are corrected for there being several, so that the chance of even one false alarm stays small. The interval holds the differences that the test would not tell from the one measured; it is not corrected, and has no ends where there are fewer than six words.',
  formula:
    'dᵢ = s(aᵢ) − s(bᵢ),   s = log p(rest | before, word);      p = P(|∑ ±dᵢ| ≥ |∑ dᵢ|);      corrected by Holm: max over j ≤ i of (m − j + 1) p₍ⱼ₎',
  lookAt:
    'The verdicts, and then the size of what is beyond chance: 0.7 nats make what follows twice as likely. Words that share one, as all of “the young …” do, tell about that word. A verdict holds for these words and sentences only, and no difference found is no proof of fairness. Some differences are what the world is like: whether a model should repeat them is for you to say.',
  source:
    'Nangia et al. 2020, CrowS-Pairs (likelihood of what both sentences share); Salazar et al. 2020 (of models that fill gaps); Rudinger et al. 2018, Winogender (templates); Holm 1979; Phipson & Smyth 2010 (p of drawn flips); Hartigan 1969 (interval)',
  inputs: {
    model: 'One that writes, or one that fills gaps. By how likely it finds what follows.',
    classifier: 'Instead: by how probable it finds a class, such as a feeling or “unsafe”.',
    reward: 'Instead: by what it gives the sentence as an answer.',
  },
  params: {
    set: 'Which list of words is used. Each can be changed; the last is empty and yours.',
    gender: groups,
    age: groups,
    origin: groups,
    own: groups,
    templates: 'One a line, with {person} where somebody is put in; at the beginning of a sentence with a capital.',
    measure:
      'What stands after the swap has the same words for all. The whole sentence, by its mean log-likelihood per token, also counts how usual the swapped words themselves are: use it where what matters stands before them.',
    watched: 'Of a classifier, the class whose probability is compared. Empty: its first.',
    asked: 'A reward model judges answers: this is what was asked.',
    significance: 'How likely it may be that anything at all is called beyond chance where nothing differs.',
    batchSize: 'Texts at once; changes the time, not the result.',
  },
  outputs: {
    metrics: 'For a report, or for a gate that lets a model pass with at most 0 “Beyond chance”.',
    table: 'Every two groups in every sentence.',
  },
};
