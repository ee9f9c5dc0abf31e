'use client';
import { useEffect, useState } from 'react';
import { measurePace, roughly } from './pace';

let pace: number | null = null;

/** How long a template takes on this device: what it took on the reference machine, times how much slower or faster this one is. */
export function TimeHere({ seconds }: { readonly seconds: number }) {
  const [known, setKnown] = useState(pace);
  useEffect(() => {
    pace ??= measurePace();
    setKnown(pace);
  }, []);
  return <span> · {known === null ? roughly(seconds) : `${roughly(seconds * known)} here`}</span>;
}
