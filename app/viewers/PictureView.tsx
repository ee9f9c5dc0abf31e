import dynamic from 'next/dynamic';
import type { View } from '@/graph';

const ScatterView = dynamic(() => import('./ScatterView').then((module) => module.ScatterView), { ssr: false });
const HistogramsView = dynamic(() => import('./HistogramsView').then((module) => module.HistogramsView));
const ImagesView = dynamic(() => import('./ImagesView').then((module) => module.ImagesView), { ssr: false });
const ClipsView = dynamic(() => import('./ClipsView').then((module) => module.ClipsView), { ssr: false });
const SolidsView = dynamic(() => import('./SolidsView').then((module) => module.SolidsView), { ssr: false });

/** Points, images, clips, solids or histograms, by themselves or under curves and numbers; what draws them is loaded with the first of them. */
export function PictureView({
  picture,
  large,
}: {
  readonly picture: Extract<View, { view: 'scatter' | 'images' | 'clips' | 'solids' | 'histograms' }> | undefined;
  readonly large: boolean;
}) {
  if (picture?.view === 'scatter') return <ScatterView view={picture} large={large} />;
  if (picture?.view === 'images') return <ImagesView view={picture} large={large} />;
  if (picture?.view === 'clips') return <ClipsView view={picture} large={large} />;
  if (picture?.view === 'solids') return <SolidsView view={picture} large={large} />;
  if (picture?.view === 'histograms') return <HistogramsView view={picture} large={large} />;
  return null;
}
