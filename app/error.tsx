'use client';
import { useEffect } from 'react';
import { Button } from './ui/Button';
import buttons from './ui/Button.module.css';
import { Mark } from './ui/Mark';
import styles from './ui/Message.module.css';

/** What is shown when a page breaks: what was saved is safe, and trying again often helps. */
export default function ErrorPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className={styles.message}>
      <Mark size={34} />
      <h1>Something went wrong on this page</h1>
      <p>{error.message}</p>
      <p>
        What was saved is safe, and what was not saved yet is kept in this browser until you open the project again.
      </p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
        {/* A plain link: a page that broke is left for good. */}
        <a href="/" className={`${buttons.button} ${buttons.outlined}`}>
          To your projects
        </a>
      </div>
    </main>
  );
}
