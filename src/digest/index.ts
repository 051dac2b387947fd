import type { Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';
import { discuss } from './discuss.ts';
import { refuseShare, takeShare } from './share/decide.ts';
import { share } from './share/share.ts';
import { today, whyItem } from './today.ts';
import { useful } from './useful.ts';

/** The daily digest: what matters to a group, and why it was chosen. */
export const digest: Feature = {
  name: 'digest',
  commands: [
    {
      name: 'horizon',
      summary: "What the horizon scan has found for this channel's group",
      words: [
        { word: 'today', summary: "today's digest, for your eyes only", runs: today },
        { word: 'why', rest: 'N', summary: 'why item N of the digest was chosen', runs: whyItem },
        {
          word: 'share',
          rest: 'ADDRESS why',
          summary: 'suggest a page for the next digest, and say why it matters',
          runs: share,
        },
        { word: 'help', summary: 'this help', runs: async () => whisper(help(digest.commands![0]!)) },
      ],
    },
  ],
  presses: {
    useful: { runs: useful },
    discuss: { runs: discuss },
    'share-take': { keeps: takeShare },
    'share-refuse': { keeps: refuseShare },
  },
};
