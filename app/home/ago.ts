/** `just now`, `5 minutes ago`, `yesterday`, `3 weeks ago`. */
export function ago(moment: string, now = Date.now()): string {
  const seconds = Math.max(0, now - Date.parse(moment)) / 1000;
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (seconds < 45) return 'just now';
  const days = Math.round(seconds / 86_400);
  if (seconds < 3_570) return words.format(-Math.max(1, Math.round(seconds / 60)), 'minute');
  if (seconds < 84_600) return words.format(-Math.round(seconds / 3_600), 'hour');
  if (days < 14) return words.format(-days, 'day');
  if (days < 60) return words.format(-Math.round(days / 7), 'week');
  return days < 548 ? words.format(-Math.round(days / 30.4), 'month') : words.format(-Math.round(days / 365), 'year');
}
