export { onDiscord } from './people/discord.ts';
export { onSlack } from './people/slack.ts';
export {
  type Filled,
  type Outcome,
  type Seen,
  type SeenField,
  type SeenForm,
  type SeenMenu,
  type Somebody,
  until,
} from './people/somebody.ts';
