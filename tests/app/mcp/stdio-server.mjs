// A server of tools over standard input and output, as the reference SDK makes one; it also tells what it sees of its environment.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

serveStdio(() => {
  const server = new McpServer({ name: 'by-program', version: '1.0.0' });
  server.registerTool('environment', { description: 'Names of variables.', inputSchema: z.object({}) }, () => ({
    content: [{ type: 'text', text: Object.keys(process.env).sort().join(' ') }],
  }));
  server.registerTool('leave', { description: 'Ends in the middle.', inputSchema: z.object({}) }, () =>
    process.exit(3),
  );
  return server;
});
