import Link from 'next/link';

export default function NotFound() {
  return (
    <main
      style={{ display: 'grid', placeContent: 'center', gap: 12, minHeight: '100vh', padding: 24, textAlign: 'center' }}
    >
      <h1 style={{ fontSize: 20 }}>There is nothing here</h1>
      <p style={{ color: 'var(--soft)' }}>
        The project may have been deleted, or the address has a mistake in it. Deleted projects can be brought back for
        30 days.
      </p>
      <p>
        <Link href="/">To your projects</Link>
      </p>
    </main>
  );
}
