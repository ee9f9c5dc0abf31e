import dynamic from 'next/dynamic';
import type { View } from '@/graph';
import { CopyButton } from './CopyButton';
import { CurvesView } from './CurvesView';
import { DocumentsView } from './DocumentsView';
import { NumbersView } from './NumbersView';
import { PictureView } from './PictureView';
import { TableView } from './TableView';
import { TextView } from './TextView';
import styles from './viewers.module.css';

// What only some graphs show is loaded with the first of them.
const AgentView = dynamic(() => import('./AgentView').then((module) => module.AgentView));
const AudioView = dynamic(() => import('./AudioView').then((module) => module.AudioView));
const DistributionView = dynamic(() => import('./DistributionView').then((module) => module.DistributionView));
const EpisodesView = dynamic(() => import('./EpisodesView').then((module) => module.EpisodesView));
const FilmView = dynamic(() => import('./FilmView').then((module) => module.FilmView));
const HitsView = dynamic(() => import('./HitsView').then((module) => module.HitsView));
const MapView = dynamic(() => import('./MapView').then((module) => module.MapView), { ssr: false });
const MelodiesView = dynamic(() => import('./MelodiesView').then((module) => module.MelodiesView));
const MoleculesView = dynamic(() => import('./MoleculesView').then((module) => module.MoleculesView));
const NetworkView = dynamic(() => import('./NetworkView').then((module) => module.NetworkView));
const PageView = dynamic(() => import('./PageView').then((module) => module.PageView));
const ParallelView = dynamic(() => import('./ParallelView').then((module) => module.ParallelView));
const RankingView = dynamic(() => import('./RankingView').then((module) => module.RankingView));
const TrajectoriesView = dynamic(() => import('./TrajectoriesView').then((module) => module.TrajectoriesView));
const TokensView = dynamic(() => import('./TokensView').then((module) => module.TokensView));
const TriplesView = dynamic(() => import('./TriplesView').then((module) => module.TriplesView), { ssr: false });

/** One honest reading of a value, small enough for the inside of a node. */
export function ViewerInNode({ view }: { readonly view: View }) {
  return (
    <div className={styles.well}>
      <Viewer view={view} large={false} />
    </div>
  );
}

/** The same value with room, in the inspector or a panel; what is long scrolls, also with the keyboard, and can be copied. */
export function ViewerLarge({ view }: { readonly view: View }) {
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark for each value */}
      <div
        className={`${styles.well} ${styles.large} nowheel`}
        role="group"
        aria-label={NAMES[view.view]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for the arrow keys
        tabIndex={0}
      >
        <Viewer view={view} large />
      </div>
      <CopyButton view={view} />
    </div>
  );
}

const NAMES: Readonly<Record<View['view'], string>> = {
  text: 'Text',
  audio: 'Sounds',
  documents: 'Documents',
  tokens: 'Tokens',
  curves: 'Curves',
  numbers: 'Numbers',
  table: 'Table',
  network: 'Network',
  distribution: 'How the text was chosen',
  scatter: 'Points',
  images: 'Images',
  clips: 'Clips',
  solids: 'Solids',
  histograms: 'How columns are spread',
  film: 'Film',
  map: 'Map of codes',
  episodes: 'Episodes',
  molecules: 'Molecules',
  page: 'Page',
  parallel: 'Settings and measures',
  hits: 'Found passages',
  melodies: 'Melodies',
  ranking: 'Pictures and words that were found',
  agent: 'Steps of an agent',
  triples: 'Knowledge graph',
  trajectories: 'Runs of a system',
};

function Viewer({ view, large }: { readonly view: View; readonly large: boolean }) {
  switch (view.view) {
    case 'text':
      return <TextView view={view} large={large} />;
    case 'audio':
      return <AudioView view={view} large={large} />;
    case 'documents':
      return <DocumentsView view={view} large={large} />;
    case 'tokens':
      return <TokensView view={view} large={large} />;
    case 'curves':
      return <CurvesView view={view} large={large} />;
    case 'numbers':
      return <NumbersView view={view} large={large} />;
    case 'table':
      return <TableView view={view} large={large} />;
    case 'network':
      return <NetworkView view={view} large={large} />;
    case 'distribution':
      return <DistributionView view={view} large={large} />;
    case 'episodes':
      return <EpisodesView view={view} large={large} />;
    case 'molecules':
      return <MoleculesView view={view} large={large} />;
    case 'trajectories':
      return <TrajectoriesView view={view} large={large} />;
    case 'film':
      return <FilmView view={view} large={large} />;
    case 'agent':
      return <AgentView view={view} large={large} />;
    case 'page':
      return <PageView view={view} large={large} />;
    case 'hits':
      return <HitsView view={view} large={large} />;
    case 'melodies':
      return <MelodiesView view={view} large={large} />;
    case 'ranking':
      return <RankingView view={view} large={large} />;
    case 'triples':
      return <TriplesView view={view} large={large} />;
    case 'map':
      return <MapView view={view} large={large} />;
    case 'parallel':
      return <ParallelView view={view} large={large} />;
    case 'scatter':
    case 'images':
    case 'clips':
    case 'solids':
    case 'histograms':
      return <PictureView picture={view} large={large} />;
  }
}
