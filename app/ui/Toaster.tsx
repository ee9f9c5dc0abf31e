import { useEffect } from 'react';
import { Toaster as Drawn, type ToasterProps } from 'sonner';
import { toasts } from './toast';

/** Draws the notes. Loaded with the first of them. */
export default function Toaster(props: ToasterProps) {
  // Runs after the effects of what it holds, which listens by then.
  useEffect(toasts.drawn, []);
  return <Drawn {...props} />;
}
