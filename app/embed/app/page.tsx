import type { Metadata } from 'next';
import { SharedApp } from '@/app/visitor/SharedApp';

export const metadata: Metadata = { title: 'App' };

/** The same inside pages of others: the only page that they may frame. */
export default function EmbeddedAppPage() {
  return <SharedApp framed />;
}
