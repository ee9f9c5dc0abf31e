'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { api } from '@/app/client/api';
import styles from '@/app/home/home.module.css';
import { Particulars } from '@/app/home/Particulars';
import { ThemeButton } from '@/app/home/ThemeButton';
import { importedName } from '@/app/share/imported-name';
import { decodeLink } from '@/app/share/link';
import { GraphPicture } from '@/app/thumbnail/GraphPicture';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';
import { Button } from '@/app/ui/Button';
import buttons from '@/app/ui/Button.module.css';
import { Mark } from '@/app/ui/Mark';
import { describeError, explanationOf, type GraphDocument, sentenceOf, type UserFacingError } from '@/graph';
import open from './open.module.css';

type Opened =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly document: GraphDocument }
  | { readonly state: 'bad'; readonly why: UserFacingError };

/** A graph that came in a link: what it is, and a button that makes it a project of one's own. Nothing runs before that. */
export default function OpenPage() {
  const [opened, setOpened] = useState<Opened>({ state: 'reading' });
  useEffect(() => {
    const read = () => {
      try {
        setOpened({ state: 'ready', document: decodeLink(location.hash) });
      } catch (error) {
        setOpened({ state: 'bad', why: describeError(error) });
      }
    };
    read();
    // Another link in the same tab changes nothing but the fragment.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <Link href="/" prefetch={false} className={open.home}>
          <Mark size={26} /> Genloom
        </Link>
        <ThemeButton />
      </header>
      {opened.state === 'reading' && <p className={open.reading}>Reading the link …</p>}
      {opened.state === 'bad' && <BadLink why={opened.why} />}
      {opened.state === 'ready' && <Shared document={opened.document} />}
    </main>
  );
}

function Shared({ document }: { readonly document: GraphDocument }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const taken = (await api.projects.list()).map((project) => project.name);
      const name = importedName(document.name, taken);
      const { id } = await api.projects.create({ document, name, thumbnail: thumbnailOf(document) });
      router.replace(`/projects/${id}`);
    } catch (error) {
      setProblem(sentenceOf(describeError(error)));
      setBusy(false);
    }
  };
  const { nodes, wires } = document;
  return (
    <>
      <h1 className={styles.lead}>
        {document.name}
        <small>{document.description || 'A graph that somebody shared with you.'}</small>
      </h1>
      <div className={open.picture}>
        <GraphPicture nodes={thumbnailOf(document)} />
      </div>
      <p className={styles.soft}>
        {nodes.length === 1 ? '1 node' : `${nodes.length} nodes`},{' '}
        {wires.length === 1 ? '1 wire' : `${wires.length} wires`}. The whole graph is in the link; nothing runs until
        you press Run.
      </p>
      <p className={open.buttons}>
        <Button look="primary" disabled={busy} onClick={() => void keep()}>
          Make it my project
        </Button>
        <Link href="/" prefetch={false} className={`${buttons.button} ${buttons.outlined}`}>
          No, to my projects
        </Link>
      </p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function BadLink({ why }: { readonly why: UserFacingError }) {
  return (
    <div role="alert">
      <h1 className={styles.lead}>
        {why.title}
        <small>{explanationOf(why)}</small>
      </h1>
      <Particulars of={why} />
      <Link href="/" prefetch={false} className={`${buttons.button} ${buttons.outlined}`}>
        To your projects
      </Link>
    </div>
  );
}
