import type { Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';

/** From a member's flag to the council's decision and back. */
export const escalations: Feature = {
  name: 'escalations',
  commands: [
    {
      name: 'escalate',
      summary: 'Bring what matters to the council, and see what became of it',
      words: [
        { word: 'help', summary: 'these lines', runs: async () => whisper(help(escalations.commands![0]!)) },
      ],
    },
  ],
};
