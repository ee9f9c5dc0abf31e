import type { Random } from '@/ml/random';
import type { LoggedEvent } from './log';

/** After each activity what may follow: how likely, and after how many hours, half of the time within so many. */
const NEXT: Readonly<Record<string, readonly (readonly [next: string, weight: number, hours: number])[]>> = {
  'Order comes in': [['Check order', 1, 0.5]],
  'Check order': [
    ['Reserve goods', 0.82, 1],
    ['Ask customer', 0.14, 2],
    ['Cancel order', 0.04, 1],
  ],
  'Ask customer': [
    ['Check order', 0.85, 20],
    ['Cancel order', 0.15, 48],
  ],
  'Reserve goods': [
    ['Pack', 0.8, 4],
    ['Order goods', 0.2, 2],
  ],
  'Order goods': [['Reserve goods', 1, 70]],
  Pack: [['Send', 1, 6]],
  Send: [
    ['Payment comes in', 0.78, 90],
    ['Remind', 0.14, 240],
    ['Parcel comes back', 0.08, 110],
  ],
  Remind: [
    ['Payment comes in', 0.8, 60],
    ['Remind', 0.2, 168],
  ],
  'Parcel comes back': [
    ['Send', 0.6, 24],
    ['Cancel order', 0.4, 12],
  ],
};

/** A log of orders of a made-up shop: an event a row, by time, in which cases overlap as they do. */
export function makeOrders(cases: number, random: Random): LoggedEvent[] {
  const events: LoggedEvent[] = [];
  let begins = Date.UTC(2025, 0, 6, 8) / 1_000;
  for (let number = 1; number <= cases; number++) {
    begins += -Math.log(1 - random.next()) * 3 * 3_600;
    let [activity, time]: [string, number] = ['Order comes in', begins];
    for (let steps = 0; steps < 60; steps++) {
      events.push({ case: `order ${number}`, activity, time: Math.round(time) });
      const ways = NEXT[activity];
      if (!ways) break;
      let at = random.next();
      const [next, , hours] = ways.find(([, weight]) => {
        at -= weight;
        return at < 0;
      }) ??
        ways[0] ?? ['', 0, 0];
      if (next === '') break;
      activity = next;
      // Half within so many hours, some much later: log-normal.
      time += hours * 3_600 * Math.exp(0.6 * random.normal());
    }
  }
  return events.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}
