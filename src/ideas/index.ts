import type { Feature } from '../chat/feature.ts';
import { help } from '../chat/help.ts';
import { whisper } from '../chat/reply.ts';
import { openAnswer, submitAnswer } from './asking/answer.ts';
import { openQuestion, submitQuestion } from './asking/ask-sender.ts';
import { listQuestions, turnQuestions } from './asking/asked.ts';
import { hideIdea, showIdea } from './asking/hide.ts';
import { stopSender } from './asking/stop.ts';
import { listIdeas, turnList } from './finding/list.ts';
import { myIdeas, turnMine } from './finding/mine.ts';
import { searchIdeas, turnSearch } from './finding/search.ts';
import { comment } from './following/comment.ts';
import { openEdit, submitEdit } from './following/edit.ts';
import { follow, unfollow } from './following/follow.ts';
import { openHandling, submitHandling } from './following/handle.ts';
import { mergeIdeas } from './following/merge.ts';
import { support } from './following/support.ts';
import { unmergeIdea } from './following/unmerge.ts';
import { ideaFromButton, ideaFromMessage, newIdea } from './sending/new.ts';
import { submitIdea } from './sending/send.ts';

/** Ideas and feedback, from where people talk to an outcome. */
export const ideas: Feature = {
  name: 'ideas',
  commands: [
    {
      name: 'idea',
      summary: 'Send in an idea, feedback, a wish or a problem, and see what happens to it',
      words: [
        { word: 'new', rest: '[TITLE]', summary: 'send one in, with a form', opens: newIdea },
        { word: 'list', summary: "the ideas of this channel's group, open ones first", runs: listIdeas },
        {
          word: 'mine',
          summary: 'ideas that you sent in, support or follow; only you see them',
          runs: myIdeas,
        },
        {
          word: 'search',
          rest: 'WORDS',
          summary: 'the ideas of all groups with these words',
          runs: searchIdeas,
        },
        {
          word: 'edit',
          rest: 'N',
          summary: 'change the words of your idea N, in the first hour',
          opens: openEdit,
        },
        {
          word: 'merge',
          rest: 'N INTO M',
          summary: 'merge idea N into idea M, with their supporters (chairs and office)',
          keeps: mergeIdeas,
        },
        {
          word: 'part',
          rest: 'N',
          summary: 'undo the merging of idea N (chairs and office)',
          keeps: unmergeIdea,
        },
        {
          word: 'ask',
          rest: 'N',
          summary: 'ask the sender of idea N a question, even if anonymous (chairs and office)',
          opens: openQuestion,
        },
        {
          word: 'asked',
          rest: 'N',
          summary: 'questions and answers about idea N (chairs and office)',
          runs: listQuestions,
        },
        { word: 'hide', rest: 'N', summary: 'hide the words of idea N (chairs and office)', keeps: hideIdea },
        {
          word: 'show',
          rest: 'N',
          summary: 'show the words of idea N again (chairs and office)',
          keeps: showIdea,
        },
        {
          word: 'stop',
          rest: 'N DAYS',
          summary:
            'stop the sender of idea N from sending in ideas for so long; 0 lifts it (chairs and office)',
          keeps: stopSender,
        },
        { word: 'help', summary: 'this help', runs: async () => whisper(help(ideas.commands![0]!)) },
      ],
    },
  ],
  presses: {
    support: { keeps: support },
    comment: { keeps: comment },
    follow: { keeps: follow },
    unfollow: { keeps: unfollow },
    handle: { opens: openHandling },
    'idea-answer': { opens: openAnswer },
    'idea-asked': { runs: turnQuestions },
    idea: { opens: ideaFromButton },
    'idea-list': { runs: turnList },
    'idea-mine': { runs: turnMine },
    'idea-search': { runs: turnSearch },
  },
  submissions: {
    handle: submitHandling,
    'idea-edit': submitEdit,
    'idea-ask': submitQuestion,
    'idea-answer': submitAnswer,
    'idea-new': submitIdea,
  },
  shortcuts: [{ name: 'idea', label: 'Make this an idea', opens: ideaFromMessage }],
};
