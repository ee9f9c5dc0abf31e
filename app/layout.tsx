import '@fontsource-variable/inter';
import './styles/tokens.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';

export const metadata: Metadata = {
  title: { default: 'Genloom', template: '%s · Genloom' },
  description: 'Build, train and watch generative models in your browser.',
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Every page is rendered when it is asked for, because each carries its own nonce: see proxy.ts. Without this line no script runs. */
export const dynamic = 'force-dynamic';

/** Before anything is drawn: the theme the user chose, or the system's. */
const THEME = `(()=>{try{const t=localStorage.getItem('genloom.theme');document.documentElement.dataset.theme=t==='dark'||t==='light'?t:matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'}catch{document.documentElement.dataset.theme='light'}})()`;

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {THEME}
        </script>
      </head>
      <body>{children}</body>
    </html>
  );
}
