'use client';
import { type ComponentProps, useEffect, useState } from 'react';
import { Particulars } from '@/app/home/Particulars';
import { decodeLink } from '@/app/share/link';
import { describeError, explanationOf, type GraphDocument, type UserFacingError } from '@/graph';
import { AppPage } from './AppPage';
import styles from './visitor.module.css';

type Opened =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly document: GraphDocument; readonly fragment: string }
  | { readonly state: 'bad'; readonly why: UserFacingError };

/** An app that came in a link. The link is read and bounded like a file from outside, and nothing of it runs before somebody presses Run. */
export function SharedApp({ framed = false }: { readonly framed?: boolean }) {
  const [opened, setOpened] = useState<Opened>({ state: 'reading' });
  useEffect(() => {
    const read = () => {
      const fragment = location.hash;
      try {
        setOpened({ state: 'ready', document: decodeLink(fragment), fragment });
      } catch (error) {
        setOpened({ state: 'bad', why: describeError(error) });
      }
    };
    read();
    // Another link in the same tab changes nothing but the fragment.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  if (opened.state === 'reading')
    return (
      <main className={styles.page}>
        <p className={styles.none}>Reading the link …</p>
      </main>
    );
  if (opened.state === 'bad')
    return (
      <main className={styles.page} role="alert">
        <h1>{opened.why.title}</h1>
        <p className={styles.intro}>{explanationOf(opened.why)}</p>
        <Particulars of={opened.why} />
      </main>
    );
  const elsewhere = framed
    ? { href: `/app${opened.fragment}`, says: 'Open in a page of its own' }
    : { href: `/open${opened.fragment}`, says: 'Look at its graph' };
  return <Titled document={opened.document} elsewhere={elsewhere} framed={framed} />;
}

/** Only this page can know what the app in its link is called; what Next writes as the title of all pages comes a moment later, and is not that. */
function Titled(props: ComponentProps<typeof AppPage>) {
  const title = `${props.document.app?.title || props.document.name} · Genloom`;
  useEffect(() => {
    // As the browser gives it back: it makes one space of several.
    let shown = '';
    const keep = () => {
      if (document.title === shown) return;
      document.title = title;
      shown = document.title;
    };
    keep();
    const observer = new MutationObserver(keep);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title]);
  return <AppPage {...props} />;
}
