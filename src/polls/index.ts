import type { Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';
import { addOption, openAdd } from './answering/add.ts';
import { answer } from './answering/answer.ts';
import { chooseFromMenu, vote } from './answering/vote.ts';
import { withdraw } from './answering/withdraw.ts';
import {
  changeDraft,
  discardDraft,
  setAdding,
  setMost,
  setRepeat,
  setShows,
  tryPreview,
} from './asking/adjust.ts';
import { askPoll, submitPoll } from './asking/ask.ts';
import { openPlan, planDraft } from './asking/plan.ts';
import { sendNow } from './asking/send.ts';
import { whoChose } from './managing/chosen.ts';
import { askToHide, hide } from './managing/hide.ts';
import { listPolls, turnPolls } from './managing/manage.ts';
import { askToClose, closeByHand, stopPlanned } from './managing/stop.ts';
import { listAllNeeds, listNeeds, turnNeeds } from './needs/list.ts';
import { openOutcome, submitOutcome } from './needs/mark.ts';
import { whyNeed } from './needs/why.ts';

/** Quick polls on what members want to learn, and the register of needs that comes of them. */
export const polls: Feature = {
  name: 'polls',
  commands: [
    {
      name: 'needs',
      summary: 'What members want to learn, and the polls that ask them',
      words: [
        { word: 'list', summary: "what this channel's group wants to learn, by rank", runs: listNeeds },
        { word: 'all', summary: 'the same for all groups together', runs: listAllNeeds },
        {
          word: 'ask',
          rest: '[need|when|level SUBJECT|pulse]',
          summary: 'ask your groups a poll, with a form (office and chairs)',
          opens: askPoll,
        },
        {
          word: 'polls',
          summary: 'the open polls; the office and chairs can manage them here',
          runs: listPolls,
        },
        {
          word: 'mark',
          rest: 'N',
          summary: 'mark the outcome of need N (office and chairs)',
          opens: openOutcome,
        },
        { word: 'why', rest: 'N', summary: 'the polls behind need N', runs: whyNeed },
        { word: 'help', summary: 'this help', runs: async () => whisper(help(polls.commands![0]!)) },
      ],
    },
  ],
  presses: {
    'poll-send': { runs: sendNow },
    'poll-later': { opens: openPlan },
    'poll-change': { opens: changeDraft },
    'poll-discard': { runs: discardDraft },
    'poll-adding': { runs: setAdding },
    'poll-trial': { runs: tryPreview },
    vote: { keeps: vote },
    answer: { runs: answer },
    withdraw: { keeps: withdraw },
    add: { opens: openAdd },
    'poll-closing': { runs: askToClose },
    'poll-close': { keeps: closeByHand },
    'poll-stop': { keeps: stopPlanned },
    'poll-hiding': { opens: askToHide },
    'poll-chosen': { runs: whoChose },
    'poll-list': { runs: turnPolls },
    needs: { runs: turnNeeds },
  },
  selections: {
    'poll-most': { runs: setMost },
    'poll-shows': { runs: setShows },
    'poll-repeat': { runs: setRepeat },
    'poll-trial': { runs: tryPreview },
    pick: { keeps: chooseFromMenu },
  },
  submissions: {
    'poll-ask': submitPoll,
    'poll-plan': planDraft,
    add: addOption,
    'poll-hide': hide,
    mark: submitOutcome,
  },
};
