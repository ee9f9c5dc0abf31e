/** A moment as people say it: `at 14:05:30` today, `on 4 March at 09:00` otherwise. */
export function moment(time: number, now = new Date()): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString('en-GB');
  if (date.toDateString() === now.toDateString()) return `at ${clock}`;
  return `on ${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })} at ${clock}`;
}
