/** The most bytes of a graph file; the server takes no more. */
const MOST = 8 * 1024 * 1024;

/** Reads a file as JSON; whether it is a graph is for the server to say. @throws Error with a sentence for the user */
export async function readGraphFile(file: File): Promise<unknown> {
  if (file.size > MOST)
    throw new Error(
      `“${file.name}” is larger than the 8 MB that a graph may have. A text goes into a Text source node.`,
    );
  try {
    return JSON.parse(await file.text());
  } catch (cause) {
    throw new Error(
      `“${file.name}” is not a graph file: it is not JSON. Choose a file that was exported from Genloom; a text goes into a Text source node.`,
      { cause },
    );
  }
}
