import 'react';

declare module 'react' {
  // Custom properties that components hand to their style sheets.
  interface CSSProperties {
    readonly '--c'?: string;
    readonly '--height'?: string;
    readonly '--p'?: number;
    readonly '--v'?: string;
  }
}
