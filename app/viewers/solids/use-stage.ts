import { useEffect, useState } from 'react';
import type { Stage } from './stage';

/** What draws solids, loaded with the first of them: null while it is coming, `none` where the browser has no WebGL. */
export function useStage(): Stage | 'none' | null {
  const [stage, setStage] = useState<Stage | 'none' | null>(null);
  useEffect(() => {
    let current = true;
    void import('./stage').then(
      ({ openStage }) => current && setStage(openStage() ?? 'none'),
      () => current && setStage('none'),
    );
    return () => {
      current = false;
    };
  }, []);
  return stage;
}
