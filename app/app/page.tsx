import { SharedApp } from '@/app/visitor/SharedApp';

/** An app that carries its whole graph in its link. */
export default function AppPage() {
  return <SharedApp />;
}
