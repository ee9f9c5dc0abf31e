import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EditorPage } from '@/app/editor/EditorPage';
import { readDocument } from '@/app/server/documents';
import { openStore } from '@/app/server/store';

interface Props {
  readonly params: Promise<{ readonly projectId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await openStore().projects.get((await params).projectId);
  return { title: project?.name ?? 'Not found' };
}

/** The editor of one project. The document comes with the page, so that the graph stands there at once. */
export default async function ProjectPage({ params }: Props) {
  const project = await openStore().projects.get((await params).projectId);
  if (!project) notFound();
  return (
    <EditorPage
      project={{ id: project.id, revision: project.revision, document: readDocument(JSON.parse(project.document)) }}
    />
  );
}
