import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Models copy what they see: broken characters, menus repeated on every page, lines of dashes. Each rule here is one that large open corpora were filtered with. Rules that are off do nothing; the report says how many documents each rule took and shows some of them.',
  lookAt: 'The examples of each rule. A rule that removes good text is worse than none.',
  source: 'Raffel et al. 2020 (C4); Rae et al. 2021 (Gopher), appendix A.1; Unicode Standard Annex 15',
};
