import type { CommandSpec, Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';
import { askErase, pressErase } from './forgetting/ask-erase.ts';
import { confirm } from './linking/confirm.ts';
import { giveCode } from './linking/give-code.ts';
import { typeCode } from './linking/type-code.ts';
import { unlink } from './linking/unlink.ts';
import { exportOwn, turnExport } from './showing/export.ts';
import { show } from './showing/show.ts';

const command: CommandSpec = {
  name: 'mydata',
  summary: 'What is stored about you: see it, export it, link your accounts, or erase it',
  words: [
    {
      word: 'show',
      summary: 'what is stored about you, for how long, and which of your accounts are linked',
      runs: (app, incoming) => show(app, incoming, command),
    },
    { word: 'export', summary: 'all of it, as JSON', runs: exportOwn },
    { word: 'erase', summary: 'what would go and what would stay, with a button to do it', runs: askErase },
    {
      word: 'link',
      rest: '[CODE]',
      summary: 'link your account on the other platform; to get a code, leave it out',
      runs: (app, incoming) => (incoming.words ? typeCode(app, incoming) : giveCode(app, incoming)),
    },
    { word: 'unlink', summary: 'undo the link of this account', runs: unlink },
    { word: 'help', summary: 'this help', runs: async () => whisper(help(command)) },
  ],
};

/** What is kept of a person, in their own hands. */
export const mydata: Feature = {
  name: 'mydata',
  commands: [command],
  presses: { link: { runs: confirm }, export: { runs: turnExport }, erase: { runs: pressErase } },
};
