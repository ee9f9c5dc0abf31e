/** Names that somebody may have meant, the closest first. */
export function closeNames(wanted: string, names: readonly string[], most = 5): readonly string[] {
  const low = wanted.toLowerCase();
  const distanceTo = (name: string): number => {
    const other = name.toLowerCase();
    if (other.includes(low) || low.includes(other)) return 0;
    return editDistance(low, other) / Math.max(low.length, other.length);
  };
  return names
    .map((name) => ({ name, distance: distanceTo(name) }))
    .filter(({ distance }) => distance < 0.5)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters to add, drop or change (Levenshtein 1966), by rows. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
