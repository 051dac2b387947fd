import { startEmbedded, type Wish } from '../../prisma/embedded/start.ts';

// A process that uses the embedded database: the tests start it, talk to it by messages, and kill it.
const wish = JSON.parse(process.argv[2] ?? '{}') as Wish;
const say = (message: object) => process.send?.(message);

process.on('disconnect', () => process.exit(0)); // the test itself is gone
try {
  const server = await startEmbedded({ ...wish, log: (line) => say({ log: line }) });
  process.on('message', async () => {
    await server.stop();
    process.exit(0);
  });
  say({ url: server.url, adopted: server.adopted, cold: server.cold });
} catch (error) {
  say({ trouble: `${(error as Error).name}: ${(error as Error).message}` });
  process.exit(1);
}
