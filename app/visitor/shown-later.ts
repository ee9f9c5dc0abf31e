import dynamic from 'next/dynamic';

/** What shows values, loaded with the first of them: who opens an app has none yet. */
export const Output = dynamic(() => import('@/app/editor/inspector/Output').then((module) => module.Output), {
  ssr: false,
});
export const ViewerLarge = dynamic(() => import('@/app/viewers').then((module) => module.ViewerLarge), { ssr: false });
