import { isJson, type Json } from '@/graph';

/** `answers[0].answer` → `['answers', 0, 'answer']`; null where it is no path. */
export function pathOf(text: string): readonly (string | number)[] | null {
  const steps: (string | number)[] = [];
  const part = /^(?:\.?([A-Za-z_][\w-]*)|\[(-?\d{1,9})\]|\["((?:[^"\\]|\\.){1,200})"\])/;
  for (let rest = text.trim(); rest !== ''; ) {
    const found = part.exec(rest);
    if (!found) return null;
    const [whole, name, index, quoted] = found;
    steps.push(index === undefined ? (name ?? unescaped(quoted ?? '')) : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps;
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');

/** What lies at a path; undefined where nothing does. A negative place counts from the end. */
export function at(value: Json, path: readonly (string | number)[]): Json | undefined {
  let current: unknown = value;
  for (const step of path) {
    if (typeof step === 'number') current = Array.isArray(current) ? current.at(step) : undefined;
    else if (typeof current === 'object' && current !== null && Object.hasOwn(current, step))
      current = Object.entries(current).find(([name]) => name === step)?.[1];
    else return undefined;
  }
  return isJson(current) && current !== undefined ? current : undefined;
}
