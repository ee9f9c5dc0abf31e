'use client';
import { useEffect } from 'react';

/** What is shown when a page breaks: what was saved is safe, and trying again often helps. */
export default function ErrorPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <main
      style={{
        display: 'grid',
        placeContent: 'center',
        justifyItems: 'center',
        gap: 12,
        minHeight: '100vh',
        padding: 24,
        textAlign: 'center',
      }}
    >
      <h1 style={{ fontSize: 20 }}>Something went wrong on this page</h1>
      <p style={{ color: 'var(--soft)' }}>{error.message}</p>
      <p style={{ color: 'var(--soft)' }}>What was saved is safe.</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </main>
  );
}
