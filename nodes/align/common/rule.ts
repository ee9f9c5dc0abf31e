import { GenloomError, type z } from '@/graph';
import { compileRule, type Rule } from '@/ml/align/rule';
import { splitLines } from '@/ml/text';
import type { ruleFields } from './rule-fields';

type RuleParams = z.infer<z.ZodObject<typeof ruleFields>>;

/** The rule of a form, made to work. @throws GenloomError `rule.empty` where nothing counts; TextError for a pattern that cannot be used */
export function ruleOf(params: RuleParams): (answer: string) => number {
  const { lengthWeight, fullStopWeight, shareWeight, patternWeight, wantedWeight, unwantedWeight } = params;
  const [wanted, unwanted] = [splitLines(params.wantedWords), splitLines(params.unwantedWords)];
  const rule: Rule = {
    length: { weight: lengthWeight, target: params.lengthTarget, unit: params.lengthUnit },
    wanted: { weight: wantedWeight, words: wanted },
    unwanted: { weight: unwantedWeight, words: unwanted },
    share: { weight: shareWeight, of: params.shareOf },
    fullStop: { weight: fullStopWeight },
    pattern: { weight: patternWeight, source: params.pattern },
  };
  const counts =
    lengthWeight !== 0 ||
    fullStopWeight !== 0 ||
    shareWeight !== 0 ||
    (wanted.length > 0 && wantedWeight !== 0) ||
    (unwanted.length > 0 && unwantedWeight !== 0) ||
    (params.pattern !== '' && patternWeight !== 0);
  if (!counts)
    throw new GenloomError({
      code: 'rule.empty',
      title: 'The rule looks at nothing: every answer is worth the same.',
      fix: 'Give a part of it a weight, for instance “A full stop counts”.',
    });
  return compileRule(rule);
}
