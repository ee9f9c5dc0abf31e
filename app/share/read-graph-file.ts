import type { GraphDocument } from '@/graph';

/** The graph of a file. What reads it is loaded with the first file, not with the page. @throws GenloomError that names the file */
export async function readGraphFile(file: File): Promise<GraphDocument> {
  const { describeError, DocumentError, GenloomError, LIMITS, parseDocumentText, sentenceOf } = await import('@/graph');
  try {
    // A file of gigabytes is not read into memory to find that it is too large.
    if (file.size > LIMITS.bytes)
      throw new DocumentError([{ path: '', message: `the file is larger than ${LIMITS.bytes / 1024 / 1024} MB` }]);
    return parseDocumentText(await file.text());
  } catch (cause) {
    const why = describeError(cause);
    throw new GenloomError(
      {
        code: why.code,
        title: `“${file.name}” cannot be opened.`,
        detail: sentenceOf(why),
        ...(why.particulars ? { particulars: why.particulars } : {}),
      },
      { cause },
    );
  }
}
