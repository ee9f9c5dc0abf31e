import type { GraphDocument } from '@/graph';

/** The graph of a file. What reads it is loaded with the first file, not with the page. @throws Error with a sentence for the user */
export async function readGraphFile(file: File): Promise<GraphDocument> {
  const { describeError, DocumentError, LIMITS, parseDocumentText } = await import('@/graph');
  try {
    // A file of gigabytes is not read into memory to find that it is too large.
    if (file.size > LIMITS.bytes)
      throw new DocumentError([{ path: '', message: `the file is larger than ${LIMITS.bytes / 1024 / 1024} MB` }]);
    return parseDocumentText(await file.text());
  } catch (cause) {
    const { title, detail, fix } = describeError(cause);
    throw new Error([`“${file.name}” cannot be opened.`, title, detail, fix].filter(Boolean).join(' '), { cause });
  }
}
