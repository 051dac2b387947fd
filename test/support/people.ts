export { onDiscord } from './people/discord.ts';
export { onSlack } from './people/slack.ts';
export type {
  Filled,
  Outcome,
  Seen,
  SeenField,
  SeenForm,
  SeenMenu,
  Somebody,
} from './people/somebody.ts';
export { until } from './until.ts';
