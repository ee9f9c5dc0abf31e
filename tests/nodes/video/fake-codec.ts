import { vi } from 'vitest';

interface Chunk {
  readonly data: Uint8Array;
  readonly timestamp: number;
}

interface Callbacks {
  output(frame: object): void;
  error(error: Error): void;
}

/** A byte of a packed frame at which `fakeCodec` gives up. */
export const BROKEN = 255;

/**
 * What of WebCodecs and of canvases decodes a film, for Node: every frame is black but for its upper left pixel, and a canvas puts each pixel where its transform says.
 * It stands until `vi.unstubAllGlobals()`.
 */
export function fakeCodec(): void {
  vi.stubGlobal(
    'EncodedVideoChunk',
    class {
      constructor(readonly about: Chunk) {}
    },
  );
  vi.stubGlobal(
    'VideoDecoder',
    class {
      static isConfigSupported = async () => ({ supported: true });
      readonly state = 'configured';
      readonly decodeQueueSize = 0;
      constructor(readonly told: Callbacks) {}
      configure() {}
      decode({ about }: { readonly about: Chunk }) {
        if (about.data[0] === BROKEN) this.told.error(new Error('broken'));
        else this.told.output({ timestamp: about.timestamp, close: () => {} });
      }
      async flush() {}
      close() {}
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      constructor(
        readonly width: number,
        readonly height: number,
      ) {}
      getContext() {
        const data = new Uint8ClampedArray(4 * this.width * this.height);
        let [a, b, c, d, e, f] = [1, 0, 0, 1, 0, 0];
        return {
          setTransform(...given: [number, number, number, number, number, number]) {
            [a, b, c, d, e, f] = given;
          },
          drawImage: (_frame: object, _x: number, _y: number, width: number, height: number) => {
            for (let y = 0; y < height; y++)
              for (let x = 0; x < width; x++) {
                const [u, v] = [x + 0.5, y + 0.5];
                const [across, down] = [Math.floor(a * u + c * v + e), Math.floor(b * u + d * v + f)];
                const to = 4 * (down * this.width + across);
                data.fill(x === 0 && y === 0 ? 255 : 0, to, to + 4);
              }
          },
          getImageData: () => ({ data }),
        };
      }
    },
  );
}
