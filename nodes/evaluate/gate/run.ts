import { GenloomError, type Metric, type Metrics, type Run, type RunContext, type z } from '@/graph';
import { changesOf } from '../report/changes';
import type { evaluateGate } from './node';

type Params = z.infer<typeof evaluateGate.params>;

export const run: Run<typeof evaluateGate> = async ({ metrics, baseline }, params, context) => {
  const metric = measureOf(metrics, params.measure, 'What was measured');
  const unit = metric.unit === undefined ? {} : { unit: metric.unit };
  const shown = (value: number) => [readable(value), metric.unit].filter(Boolean).join(' ');
  const { limit, higher, was, rule } = limitOf(metric, baseline, params);
  const room = higher ? metric.value - limit : limit - metric.value;
  // What rounding alone sets apart passes.
  const slack = -1e-9 * Math.max(Math.abs(limit), Math.abs(metric.value));
  const most =
    params.rule === 'worsens' && params.beyondNoise
      ? await mostRoom(metrics, baseline, metric, { limit, higher }, context)
      : room;
  if (!(most >= slack))
    throw new GenloomError({
      code: 'gate.failed',
      title: `The gate says no: ${metric.name} is ${shown(metric.value)}, and ${rule} ${shown(limit)}.`,
      ...(was !== undefined && { detail: `The baseline has ${shown(was)}; ${worsened(metric.value, was, higher)}.` }),
      fix: 'Keep the old model, or look at what made the new one worse.',
    });
  return {
    verdict: {
      values: [
        { ...metric, better: higher ? 'higher' : 'lower' },
        ...(was === undefined ? [] : [{ name: 'Baseline', value: was, ...unit }]),
        { name: 'Limit', value: limit, ...unit },
        { name: 'Room left', value: room, ...unit, help: 'How much worse it might have been.' },
      ],
      curves: [],
      notes: [
        room >= slack
          ? `The gate says yes: ${metric.name} is ${shown(metric.value)}, and ${rule} ${shown(limit)}.`
          : `The gate says yes: ${metric.name} is ${shown(metric.value)}, and ${rule} ${shown(limit)}; what it is beyond that is within noise.`,
      ],
    },
  };
};

/** How much room is left at the better end of the 95 % interval: what may be noise is not held against a model. @throws GenloomError where nothing tells it */
async function mostRoom(
  now: Metrics,
  baseline: Metrics | undefined,
  { name }: Metric,
  { limit, higher }: { readonly limit: number; readonly higher: boolean },
  context: RunContext,
): Promise<number> {
  const found = baseline && (await changesOf(baseline, now, context));
  const change = typeof found === 'object' ? found.changes.find((one) => one.name === name) : undefined;
  if (!change)
    throw new GenloomError({
      code: 'gate.noise-unknown',
      title: `Nothing tells how much of “${name}” is noise.`,
      ...(typeof found === 'string' && { detail: found }),
      fix: 'Choose a measure of single answers, questions or blocks, measured on the same data for both, or switch “Only beyond noise” off.',
    });
  return higher ? change.before + change.high - limit : limit - (change.before + change.low);
}

/** What the measure is held to. */
function limitOf(metric: Metric, baseline: Metrics | undefined, { rule, limit, share, direction, measure }: Params) {
  if (rule !== 'worsens')
    return {
      limit,
      higher: rule === 'at-least',
      was: undefined,
      rule: rule === 'at-least' ? 'has to be at least' : 'may be at most',
    };
  if (!baseline)
    throw new GenloomError({
      code: 'gate.no-baseline',
      title: 'There is nothing to be worse than.',
      fix: 'Connect what was measured of the old model, or choose another rule.',
    });
  const better = direction === 'told' ? metric.better : direction;
  if (!better)
    throw new GenloomError({
      code: 'gate.no-direction',
      title: `Nothing says whether more or less of “${metric.name}” is better.`,
      fix: 'Choose it under “Better is”, among the advanced settings.',
    });
  const was = measureOf(baseline, measure, 'The baseline').value;
  const slack = (Math.abs(was) * share) / 100;
  return better === 'higher'
    ? { limit: was - slack, higher: true, was, rule: `with ${share} % less than the baseline has to be at least` }
    : { limit: was + slack, higher: false, was, rule: `with ${share} % more than the baseline may be at most` };
}

function worsened(value: number, was: number, higher: boolean): string {
  const worse = higher ? was - value : value - was;
  return was === 0 ? `it is worse by ${readable(worse)}` : `it is ${readable((100 * worse) / Math.abs(was))} % worse`;
}

/** A measure by the name that people read, whatever its capitals. @throws GenloomError that names those there are */
function measureOf({ values }: Metrics, name: string, whose: string): Metric {
  const metric =
    values.find((one) => one.name === name) ??
    values.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (!metric)
    throw new GenloomError({
      code: 'gate.no-measure',
      title: `${whose} has no “${name}”.`,
      detail: `It has: ${values
        .slice(0, 20)
        .map((one) => `“${one.name}”`)
        .join(', ')}.`,
      fix: 'Write one of these under “Measure”.',
    });
  if (!Number.isFinite(metric.value))
    throw new GenloomError({
      code: 'gate.not-a-number',
      title: `${whose} has a “${metric.name}” that is not a number.`,
      detail: 'What cannot be measured does not pass.',
      fix: 'Look at the model that was measured: its training may have run away.',
    });
  return metric;
}

const readable = (value: number): string => String(Number(value.toPrecision(4)));
