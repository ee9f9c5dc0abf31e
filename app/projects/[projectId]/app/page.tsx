import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readDocument } from '@/app/server/documents';
import { openStore } from '@/app/server/store';
import { AppPage } from '@/app/visitor/AppPage';

interface Props {
  readonly params: Promise<{ readonly projectId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const project = await openStore().projects.get((await params).projectId);
  return { title: project?.name ?? 'Not found' };
}

/** The app of one project, as it was saved last. */
export default async function ProjectAppPage({ params }: Props) {
  const project = await openStore().projects.get((await params).projectId);
  if (!project) notFound();
  return (
    <AppPage
      document={readDocument(JSON.parse(project.document))}
      elsewhere={{ href: `/projects/${project.id}`, says: 'Open in the editor' }}
    />
  );
}
