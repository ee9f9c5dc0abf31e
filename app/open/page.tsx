'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { ApiProblem, api } from '@/app/client/api';
import { thumbnailOf } from '@/app/editor/saving/thumbnail';
import { GraphPicture } from '@/app/home/GraphPicture';
import styles from '@/app/home/home.module.css';
import { decodeLink } from '@/app/share/link';
import { Button } from '@/app/ui/Button';
import { describeError, type GraphDocument } from '@/graph';

type Opened =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly document: GraphDocument }
  | { readonly state: 'bad'; readonly why: string };

/** A graph that came in a link: what it is, and a button that makes it a project of one's own. Nothing runs before that. */
export default function OpenPage() {
  const router = useRouter();
  const [opened, setOpened] = useState<Opened>({ state: 'reading' });
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setOpened(readLink(location.hash));
    read();
    // Another link pasted over this one changes the fragment alone, and loads nothing anew.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const keep = async (document: GraphDocument) => {
    try {
      const { id } = await api.projects.create({ document, thumbnail: thumbnailOf(document) });
      router.replace(`/projects/${id}`);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.detail : describeError(error).title);
    }
  };
  return (
    <main className={styles.page}>
      {opened.state === 'reading' && <p className={styles.soft}>Reading the link …</p>}
      {opened.state === 'bad' && (
        <>
          <p className={styles.problem} role="alert">
            {opened.why}
          </p>
          <p style={{ marginTop: 16 }}>
            <Link href="/">To your projects</Link>
          </p>
        </>
      )}
      {opened.state === 'ready' && (
        <>
          <p className={styles.lead}>
            {opened.document.name}
            <small>
              {opened.document.description || 'A graph that somebody shared with you.'} {opened.document.nodes.length}{' '}
              nodes. Nothing runs until you press Run.
            </small>
          </p>
          <div className={styles.card} style={{ maxWidth: 520 }}>
            <GraphPicture nodes={thumbnailOf(opened.document)} />
          </div>
          <p style={{ marginTop: 16 }}>
            <Button look="primary" onClick={() => keep(opened.document)}>
              Make it my project
            </Button>
          </p>
          {problem && (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
        </>
      )}
    </main>
  );
}

function readLink(fragment: string): Opened {
  try {
    return { state: 'ready', document: decodeLink(fragment) };
  } catch (error) {
    const { title, detail, fix } = describeError(error);
    return { state: 'bad', why: [title, detail, fix].filter(Boolean).join(' ') };
  }
}
