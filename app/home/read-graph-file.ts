import type { GraphDocument } from '@/graph';

/** The graph of a file. What reads it is loaded with the first file, not with the page. @throws Error with a sentence for the user */
export async function readGraphFile(file: File): Promise<GraphDocument> {
  const { describeError, LIMITS, parseDocumentText } = await import('@/graph');
  try {
    // A file of gigabytes is not read into memory to find that it is too large.
    const text = await (file.size > LIMITS.bytes ? file.slice(0, LIMITS.bytes + 1) : file).text();
    return parseDocumentText(text);
  } catch (cause) {
    const { title, detail, fix } = describeError(cause);
    throw new Error([`“${file.name}” cannot be opened.`, title, detail, fix].filter(Boolean).join(' '), { cause });
  }
}
