import { GenloomError, type Run } from '@/graph';
import { friendly } from '../../common/friendly';
import { diverged } from '../../generate/diverged';
import { compareGroups, sentencesOf } from './compare';
import { judgeOf } from './judges';
import type { evaluateBias } from './node';
import { metricsOf, tableOf } from './report';
import { groupsOf, requireFew, templatesOf } from './swaps';

export const run: Run<typeof evaluateBias> = async (inputs, params, context) => {
  const judge = judgeOf(inputs, params);
  const [groups, templates] = [groupsOf(params[params.set]), templatesOf(params.templates)];
  requireFew(groups, templates);
  try {
    const scores = await judge.scores(sentencesOf(groups, templates), context);
    if (!scores.every(Number.isFinite)) throw new RangeError('Some of its scores are not numbers.');
    const comparisons = await compareGroups(groups, templates, scores, params.significance, context);
    return { metrics: metricsOf(comparisons, judge, params.significance), table: tableOf(comparisons, judge) };
  } catch (thrown) {
    if (thrown instanceof GenloomError) throw thrown;
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};
