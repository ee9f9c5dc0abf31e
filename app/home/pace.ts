/** `a few seconds`, `half a minute`, `about 2 minutes`: an estimate says no more than it knows. */
export function roughly(seconds: number): string {
  if (seconds < 12) return 'a few seconds';
  if (seconds < 45) return 'about half a minute';
  if (seconds < 90) return 'about a minute';
  return `about ${Math.round(seconds / 60)} minutes`;
}
