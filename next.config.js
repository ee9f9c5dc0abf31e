/** COOP and COEP isolate the page, which WebAssembly threads need; the rest narrows what a page may load and who may frame it. */
const securityHeaders = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(self), geolocation=(), payment=()' },
];

/**
 * The policy of everything that is not a page; proxy.ts gives pages theirs. Workers are ruled by the policy that comes with their own file:
 * they may compile WebAssembly, load each other, and nothing from elsewhere.
 */
const filePolicy = [
  "default-src 'self'",
  `script-src 'self' 'wasm-unsafe-eval'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  distDir: process.env.GENLOOM_DIST_DIR ?? '.next',
  // By name: globs over folders found nothing here. Other files of that name lack what is replaced.
  turbopack: { rules: { 'node.ts': { loaders: ['./scripts/contract-of-page.cjs'], as: '*.ts' } } },
  // `npm test` runs the type check for everything at once.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // The page that others may frame, isolated pages among them. Whether it is isolated itself is for the page around to allow.
    { source: '/embed/app', headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }] },
    ...['/api/:path*', '/_next/:path*', '/workers/:path*', '/:file*.:extension'].map((source) => ({
      source,
      headers: [{ key: 'Content-Security-Policy', value: filePolicy }],
    })),
  ],
};

export default config;
