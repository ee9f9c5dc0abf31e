import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import type { ToasterProps } from 'sonner';
import { toasts } from './toast';

const Toaster = dynamic(() => import('./Toaster'), { ssr: false });

/** The place of short notes, empty until there is one. */
export function Toasts(props: ToasterProps) {
  const wanted = useSyncExternalStore(toasts.subscribe, toasts.wanted, () => false);
  return wanted ? <Toaster {...props} /> : null;
}
