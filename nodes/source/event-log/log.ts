import { GenloomError } from '@/graph';
import { csvRows } from '../../common/read/csv';

/** What was done in a case, and when: seconds since 1970; null where nobody can tell. */
export interface LoggedEvent {
  readonly case: string;
  readonly activity: string;
  readonly time: number | null;
}

const KNOWN = {
  case: ['case', 'case id', 'case_id', 'caseid', 'case:concept:name', 'order', 'ticket'],
  activity: ['activity', 'event', 'action', 'task', 'step', 'concept:name'],
  time: ['time', 'timestamp', 'date', 'datetime', 'start', 'time:timestamp'],
} as const;

/** The events of a table. Rows without a case or an activity are left out and counted; so are times that cannot be read. @throws GenloomError `log.no-column` */
export function readLog(
  name: string,
  text: string,
  said: Readonly<Record<keyof typeof KNOWN, string>>,
  warn: (text: string) => void,
): LoggedEvent[] {
  const [headings = [], ...rows] = csvRows(text, name, warn);
  const plain = headings.map((one) => one.trim().toLowerCase());
  const column = (which: keyof typeof KNOWN): number => {
    const wanted: readonly string[] = said[which].trim() === '' ? KNOWN[which] : [said[which].trim().toLowerCase()];
    return plain.findIndex((one) => wanted.includes(one));
  };
  const [ofCase, ofActivity, ofTime] = [column('case'), column('activity'), column('time')];
  if (ofCase < 0) throw noColumn(name, 'cases', headings);
  if (ofActivity < 0) throw noColumn(name, 'activities', headings);
  if (ofTime < 0 && said.time.trim() !== '') throw noColumn(name, 'times', headings);
  let [lost, timeless] = [0, 0];
  const events: LoggedEvent[] = [];
  for (const row of rows) {
    const [id, activity] = [row[ofCase]?.trim() ?? '', row[ofActivity]?.trim() ?? ''];
    if (id === '' || activity === '') {
      lost += 1;
      continue;
    }
    const time = ofTime < 0 ? null : secondsOf(row[ofTime] ?? '');
    if (time === null) timeless += 1;
    events.push({ case: id, activity, time });
  }
  if (lost > 0) warn(`${lost.toLocaleString('en')} rows of “${name}” have no case or no activity, and were left out.`);
  if (timeless > 0)
    warn(
      `${timeless.toLocaleString('en')} events of “${name}” have no time that can be read. They stand where they stand in the file, and count in no time.`,
    );
  return events;
}

/** Seconds since 1970 of a date by ISO 8601, with a space or a T, in UTC unless it says another zone; or of a number of seconds or milliseconds. */
export function secondsOf(written: string): number | null {
  const text = written.trim();
  if (/^\d{9,}(\.\d+)?$/.test(text)) return Number(text) > 1e11 ? Number(text) / 1_000 : Number(text);
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (!found) return null;
  const [, day, clock = '00:00', zone = 'Z'] = found;
  const milliseconds = Date.parse(`${day}T${clock}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1_000;
}

const noColumn = (name: string, what: string, headings: readonly string[]) =>
  new GenloomError({
    code: 'log.no-column',
    title: `“${name}” has no column of ${what} that could be found.`,
    detail: `Its columns are ${headings.slice(0, 12).join(', ')}.`,
    fix: `Write its name at “Column of ${what}”.`,
  });
