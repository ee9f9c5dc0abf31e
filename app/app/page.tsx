import type { Metadata } from 'next';
import { SharedApp } from '@/app/visitor/SharedApp';

export const metadata: Metadata = { title: 'App' };

/** An app that carries its whole graph in its link. */
export default function AppPage() {
  return <SharedApp />;
}
