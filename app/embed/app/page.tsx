import { SharedApp } from '@/app/visitor/SharedApp';

/** The same inside pages of others: the only page that they may frame. */
export default function EmbeddedAppPage() {
  return <SharedApp framed />;
}
