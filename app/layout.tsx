import type { ReactNode } from 'react';

export const metadata = { title: 'Genloom' };

/** Every page is rendered when it is asked for, because each carries its own nonce: see proxy.ts. Without this line no script runs. */
export const dynamic = 'force-dynamic';

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
