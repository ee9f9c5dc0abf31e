import { TEMPLATES } from '@/app/templates';
import type { RunEvent, View } from '@/graph';
import { createNodeRuntime } from '@/workers/node';

const [id = ''] = process.argv.slice(2);
const template = TEMPLATES.find((one) => one.id === id);
if (!template) throw new Error(`There is no template ${id}; there are ${TEMPLATES.map((one) => one.id).join(', ')}.`);

const runtime = await createNodeRuntime();
const events: RunEvent[] = [];
const began = performance.now();
const { done } = await runtime.run({ document: template, targets: null, onEvents: (some) => events.push(...some) });
console.log(await done, `in ${((performance.now() - began) / 1000).toFixed(1)} s`);
for (const event of events) {
  if (event.type === 'failed' || event.type === 'log') console.log(event);
  if (event.type !== 'finished') continue;
  console.log(`\n${event.nodeId}`);
  for (const view of Object.values(event.views)) console.log(told(view));
}
await runtime.dispose();

/** What a card may show of a view: numbers as they are, the first points in hundredths, the first rows. */
function told(view: View): string {
  switch (view.view) {
    case 'scatter': {
      const made = view.series.find(({ role }) => role === 'made') ?? view.series[0];
      return JSON.stringify(made?.points.slice(0, 480).map((value) => Math.round(100 * value)));
    }
    case 'numbers':
      return [
        ...view.items.map(({ label, value, unit }) => [label, value, unit].join(' ')),
        ...(view.notes ?? []),
      ].join('\n');
    case 'table':
      return view.rows
        .slice(0, 3)
        .map((row) => row.join(', '))
        .join('\n');
    case 'curves':
      return JSON.stringify({ series: view.series, readings: view.readings });
    default:
      return `(${view.view})`;
  }
}
