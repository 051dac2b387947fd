import type { Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';
import { openAnswer, submitAnswer } from './answering/answer.ts';
import { openQuestion, submitQuestion } from './council/ask.ts';
import { openDecision, submitDecision } from './council/decide.ts';
import { openHandOver, submitHandOver } from './council/hand-over.ts';
import { showHistory } from './council/history.ts';
import { openReport, submitReport } from './council/report.ts';
import { showTheme } from './council/show.ts';
import { takeOwnership } from './council/take-ownership.ts';
import { openFlag, submitFlag } from './flagging/flag.ts';
import { listFlags, turnFlags } from './flagging/list.ts';
import { flagMessage } from './flagging/message.ts';
import { flagByReaction } from './flagging/react.ts';
import { endPriority } from './priorities/end.ts';
import { listPriorities, turnPriorities } from './priorities/list.ts';
import { openPriority, submitPriority } from './priorities/set.ts';
import { changeDraft, discardDraft, setTopic } from './raising/adjust.ts';
import { joinTheme } from './raising/join.ts';
import { raiseTheme } from './raising/raise.ts';
import { startTheme } from './raising/start.ts';
import { rewriteTheme, writeTheme } from './raising/write.ts';
import { tellAgenda } from './record/agenda-tell.ts';
import { tellMeasures } from './record/measures/measures-tell.ts';
import { listRegister, turnRegister } from './record/register.ts';

/** From a member's flag to the council's decision and back. */
export const escalations: Feature = {
  name: 'escalations',
  commands: [
    {
      name: 'escalate',
      summary: 'Bring what matters to the council, and see what it decides',
      words: [
        {
          word: 'new',
          rest: '[TITLE]',
          summary: 'raise a theme of your group to the council (chairs and office)',
          opens: startTheme,
        },
        {
          word: 'flags',
          summary: 'what members have flagged for the chair, most flagged first (chairs and office)',
          runs: listFlags,
        },
        { word: 'show', rest: 'N', summary: 'the status and history of theme N', runs: showTheme },
        { word: 'register', summary: 'what has been raised, and what was decided', runs: listRegister },
        { word: 'agenda', summary: 'what is before the council (council, chairs, office)', runs: tellAgenda },
        {
          word: 'measures',
          summary: 'how soon the council answers (council, chairs, office)',
          runs: tellMeasures,
        },
        {
          word: 'priority',
          summary: 'watch a topic, and ask groups for ideas (council)',
          opens: openPriority,
        },
        { word: 'priorities', summary: 'the topics that the council watches', runs: listPriorities },
        { word: 'help', summary: 'this help', runs: async () => whisper(help(escalations.commands![0]!)) },
      ],
    },
  ],
  presses: {
    flag: { opens: openFlag },
    flags: { runs: turnFlags },
    themes: { runs: turnRegister },
    'priority-end': { keeps: endPriority },
    'priorities-page': { runs: turnPriorities },
    'theme-take': { keeps: takeOwnership },
    'theme-ask': { opens: openQuestion },
    'theme-answer': { opens: openAnswer },
    'theme-decide': { opens: openDecision },
    'theme-hand': { opens: openHandOver },
    'theme-report': { opens: openReport },
    'theme-history': { runs: showHistory },
    'theme-raise': { keeps: raiseTheme },
    'theme-join': { keeps: joinTheme },
    'theme-edit': { opens: changeDraft },
    'theme-discard': { runs: discardDraft },
  },
  selections: {
    'theme-topic': { runs: setTopic },
  },
  submissions: {
    flag: submitFlag,
    'priority-new': submitPriority,
    'theme-ask': submitQuestion,
    'theme-answer': submitAnswer,
    'theme-decide': submitDecision,
    'theme-hand': submitHandOver,
    'theme-report': submitReport,
    'theme-new': writeTheme,
    'theme-edit': rewriteTheme,
  },
  shortcuts: [{ name: 'flag', label: 'Flag for our chair', opens: flagMessage }],
  reactions: flagByReaction,
};
