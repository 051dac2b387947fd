/** Which rooms a room may import, besides itself. A room is a folder, or a file at the top of `src/`. */
export const may: Record<string, readonly string[]> = {
  'src/errors': [],
  'src/log': [],
  'src/time': [],
  // Everything that waits waits in one way: the adapters for the desk, the queues for what they run on.
  'src/timeout': [],
  'src/app': ['src/db', 'src/log', 'src/queues'],
  'src/commit': ['src/app', 'src/db', 'src/queues'],
  'src/queues': [],
  'src/config': ['src/nearest'],
  'src/nearest': [],
  'src/health': [],
  'src/seal': [],
  'src/working-days': ['src/time'],
  'src/csv': ['src/chat'],
  'src/secret': [],
  'src/db': ['prisma/generated'],
  'src/locks': ['src/db'],
  'src/chat': ['src/app', 'src/errors', 'src/time'],
  'src/taxonomy': base(),
  'src/community': base(),
  'src/delivery': [...base(), 'src/seal'],
  'src/sources': [...base(), 'src/taxonomy', 'src/community'],
  'src/digest': [...base(), 'src/sources', 'src/taxonomy', 'src/community', 'src/delivery'],
  'src/polls': [
    ...base(),
    'src/csv',
    'src/charts',
    'src/seal',
    'src/taxonomy',
    'src/community',
    'src/delivery',
  ],
  'src/ideas': [
    ...base(),
    'src/csv',
    'src/seal',
    'src/taxonomy',
    'src/community',
    'src/delivery',
    'src/escalations/priorities/call',
  ],
  // Ideas and polls are known by their rows; of their rooms only how the register ranks needs. Ideas know of calls, not calls of ideas.
  'src/escalations': [
    ...base(),
    'src/csv',
    'src/taxonomy',
    'src/community',
    'src/delivery',
    'src/charts',
    'src/polls/needs',
  ],
  'src/charts': [],
  // It knows where everything of a person lies.
  'src/mydata': [
    ...base(),
    'src/seal',
    'src/community',
    'src/delivery',
    'src/ideas/idea',
    'src/ideas/sender',
    'src/ideas/asking/stop',
    'src/polls/answering/merge-ballots',
    'src/polls/voter',
  ],
  'src/features': [
    'src/chat',
    'src/digest/index',
    'src/polls/index',
    'src/ideas/index',
    'src/escalations/index',
    'src/mydata/index',
  ],
  // What is known of the platforms without their SDKs, which are large.
  'adapters/settings': ['adapters/slack/settings', 'adapters/discord/settings'],
  'adapters/setup': ['adapters/settings', 'adapters/slack/commands', 'adapters/discord/invite'],
  'adapters/load': [
    'src/chat',
    'src/log',
    'adapters/settings',
    'adapters/slack/index',
    'adapters/discord/index',
  ],
  'adapters/slack': ['src/chat', 'src/log', 'src/timeout'],
  'adapters/discord': ['src/chat', 'src/log', 'src/timeout'],
  jobs: [
    'src/app',
    'src/queues',
    'src/log',
    'src/timeout',
    'src/chat',
    'src/sources',
    'src/digest',
    'src/polls',
    'src/ideas',
    'src/escalations',
    'src/delivery',
    'src/community',
    'src/mydata',
  ],
  prisma: [],
  'sandbox/slack': ['sandbox/faults'],
  'sandbox/discord': ['sandbox/faults'],
  'sandbox/feeds': ['sandbox/faults'],
  'sandbox/faults': [],
  'sandbox/clock': [],
  'sandbox/sandboxes': ['sandbox/slack', 'sandbox/discord', 'sandbox/feeds'],
  'sandbox/page': [
    'sandbox/slack',
    'sandbox/discord',
    'sandbox/feeds',
    'sandbox/faults',
    'sandbox/clock',
    'sandbox/sandboxes',
  ],
  // It reads payloads as the adapters do, and asks the desk.
  'sandbox/receive': [
    'adapters/slack/incoming',
    'adapters/discord/incoming',
    'adapters/discord/events',
    'src/app',
    'src/apply',
    'src/chat',
    'src/features',
    'src/log',
    'src/open',
  ],
  'sandbox/report': ['sandbox/slack', 'sandbox/discord', 'sandbox/sandboxes'],
  'sandbox/demo': [
    'sandbox/feeds',
    'sandbox/clock',
    'sandbox/sandboxes',
    'sandbox/report',
    'sandbox/page/serve',
    'src/main',
  ],
};

/** Files of an adapter that the others have no like of; docs/architecture.md says why. All other names are the same on each platform. */
export const ownFiles: Record<string, readonly string[]> = {
  'adapters/slack': ['logger', 'origin', 'pause', 'refresh', 'upload'],
  'adapters/discord': ['channel', 'invite', 'open-forms', 'permissions', 'reply-to-event', 'thread'],
};

/** The joins: they may import anything. */
export const joins = ['src/main', 'src/open', 'src/apply', 'src/cli'];

/** What only its own room may import. */
export const privateFiles = /^(src\/\w+)\/(?:\w+\/)?(store|render|form)\.ts$/;

/** Packages that only one place may know. */
export const packages: Record<string, RegExp> = {
  '@slack/bolt': /^adapters\/slack\//,
  'discord.js': /^adapters\/discord\//,
  bullmq: /^jobs\//,
  ioredis: /^jobs\//,
  '@prisma/adapter-pg': /^(src\/db\.ts|prisma\/engine\/.*)$/,
  'rss-parser': /^src\/sources\//,
  pino: /^src\/log\.ts$/,
  'fastest-levenshtein': /^src\/nearest\.ts$/,
  luxon: /^src\/time\.ts$/,
  'date-holidays': /^src\/working-days\.ts$/,
  'echarts/core': /^src\/charts\//,
  'echarts/charts': /^src\/charts\//,
  'echarts/components': /^src\/charts\//,
  'echarts/renderers': /^src\/charts\//,
  '@resvg/resvg-js': /^src\/charts\//,
  'csv-stringify/sync': /^src\/csv\.ts$/,
  commander: /^src\/cli\//,
  esbuild: /^sandbox\/page\/assets\.ts$/,
  preact: /^sandbox\/page\/browser\//,
};

function base(): string[] {
  return [
    'src/errors',
    'src/log',
    'src/time',
    'src/working-days',
    'src/nearest',
    'src/db',
    'src/locks',
    'src/chat',
    'src/app',
    'src/commit',
    'src/queues',
  ];
}
