import { bestOf, type Metric, type Metrics, type Table, type TableColumn } from '@/graph';

export interface Measured {
  readonly name: string;
  readonly measured: Metrics;
}

/**
 * A row for each model, a column for each measure that says what is good and that two of them have, or that the only one has.
 * @param uncertain measures in which chance may have made the best one the best: nothing is marked in them
 */
export function sideBySide(models: readonly Measured[], uncertain: ReadonlySet<string> = new Set()): Table {
  const all = new Map<string, Metric & Required<Pick<Metric, 'better'>>>();
  for (const { measured } of models)
    for (const metric of measured.values)
      if (metric.better && !all.has(metric.name)) all.set(metric.name, { ...metric, better: metric.better });
  const measure = ({ measured }: Measured, name: string): number | null => {
    const value = measured.values.find((metric) => metric.name === name)?.value;
    // As exact as anyone reads them: what looks alike is alike.
    return value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(3)) : null;
  };
  const measures = [...all.values()].filter(
    ({ name }) => models.filter((model) => measure(model, name) !== null).length >= Math.min(2, models.length),
  );
  const best = new Map(
    measures.map(({ name, better }) => [
      name,
      bestOf(
        models.map((model) => measure(model, name)),
        better,
      ),
    ]),
  );
  const names = models.map(({ name }) => name);
  const columns: readonly TableColumn[] = [
    { name: 'Model', kind: 'category', categories: [...new Set(names)] },
    { name: 'Best in', kind: 'whole' },
    ...measures.map(({ name, unit, better }): TableColumn => {
      const measuredIn = unit === undefined ? '' : ` (${unit})`;
      return { name: `${name}${measuredIn}`, kind: 'number', ...(!uncertain.has(name) && { better }) };
    }),
  ];
  return {
    columns,
    rows: models.map((model) => [
      model.name,
      models.length < 2
        ? null
        : measures.filter(({ name }) => !uncertain.has(name) && best.get(name) === (measure(model, name) ?? Number.NaN))
            .length,
      ...measures.map(({ name }) => measure(model, name)),
    ]),
  };
}
