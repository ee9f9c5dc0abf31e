import dynamic from 'next/dynamic';
import { useEffect, useSyncExternalStore } from 'react';
import type { ToasterProps } from 'sonner';
import { toasts } from './toast';

const Toaster = dynamic(() => import('./Toaster'), { ssr: false });

/** A page that stands so long has time to fetch what a note may need when nothing can be fetched any more. Milliseconds. */
const AT_LEISURE = 5_000;

/** The place of short notes, empty until there is one. */
export function Toasts(props: ToasterProps) {
  const wanted = useSyncExternalStore(toasts.subscribe, toasts.wanted, () => false);
  useEffect(() => {
    const timer = setTimeout(() => void import('./Toaster'), AT_LEISURE);
    return () => clearTimeout(timer);
  }, []);
  return wanted ? <Toaster {...props} /> : null;
}
