import { DocumentError, type GraphDocument, parseDocument } from '@/graph';

interface Draft {
  readonly revision: number;
  readonly document: GraphDocument;
}

const nameOf = (projectId: string) => `genloom.draft.${projectId}`;

/** Keeps what is not saved yet in this browser. Storage that is full or refused is no reason to disturb: the server is the real place. */
export function keepDraft(projectId: string, revision: number, document: GraphDocument): void {
  try {
    localStorage.setItem(nameOf(projectId), JSON.stringify({ revision, document }));
  } catch (error) {
    console.info('No draft is kept:', error);
  }
}

/** The draft of a project; what cannot be read any more is removed. */
export function readDraft(projectId: string): Draft | null {
  const text = localStorage.getItem(nameOf(projectId));
  if (!text) return null;
  try {
    const { revision, document }: { revision: unknown; document: unknown } = JSON.parse(text);
    return typeof revision === 'number' ? { revision, document: parseDocument(document) } : null;
  } catch (error) {
    if (!(error instanceof DocumentError) && !(error instanceof SyntaxError)) throw error;
    removeDraft(projectId);
    return null;
  }
}

export function removeDraft(projectId: string): void {
  localStorage.removeItem(nameOf(projectId));
}
