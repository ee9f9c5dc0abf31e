import { type Chart, EXTREMES, NUMBERS, ORDINALS, PARTS } from './caption';

/** What may be asked about a chart that its caption answers, with the answers: its kind, how many, which is largest and smallest, and how it goes. */
export function questionsAboutChart(chart: Chart): readonly { readonly question: string; readonly answer: string }[] {
  const { most, least } = EXTREMES[chart.kind];
  const parts = PARTS[chart.kind];
  const named = (which: Chart['most']) => (typeof which === 'number' ? `the ${ORDINALS[which]}` : which);
  return [
    { question: 'what kind of chart is this?', answer: `a ${chart.kind} chart` },
    { question: `how many ${parts} are there?`, answer: NUMBERS[chart.count] },
    { question: `which is the ${most}?`, answer: named(chart.most) },
    { question: `which is the ${least}?`, answer: named(chart.least) },
    ...(chart.kind === 'pie'
      ? [{ question: `is the ${most} more than half?`, answer: chart.overHalf ? 'yes' : 'no' }]
      : [
          { question: `what colour are the ${parts}?`, answer: chart.colour },
          { question: `how do the ${parts} go?`, answer: chart.trend },
        ]),
  ];
}
