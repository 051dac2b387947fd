import { createServer } from 'node:http';

/**
 * Serves `/healthz` (this process answers) and `/readyz` (it can do its work) for an orchestrator.
 * @param ready resolves to what is missing, a sentence each; nothing when all is well
 * @returns the port, and how to stop
 */
export async function serveHealth(
  at: { host: string; port: number },
  ready: () => Promise<string[]>,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/healthz') return void response.end('ok\n');
    if (path !== '/readyz') return void response.writeHead(404).end('not found\n');
    const missing = await ready().catch((error: Error) => [error.message]);
    response.writeHead(missing.length === 0 ? 200 : 503).end(`${missing.join('\n') || 'ok'}\n`);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed).listen(at.port, at.host, done);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : at.port,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
