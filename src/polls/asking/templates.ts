import { OPTION_COUNT } from '../option.ts';

/** What can be asked, as in `prisma/models/polls.prisma`. */
export const templates = ['need', 'when', 'level', 'pulse'] as const;
export type Template = (typeof templates)[number];

/** How a poll of a template begins, before anybody changes it. */
interface Beginning {
  /** For a menu. */
  name: string;
  question: (subject: string) => string;
  /** Empty: what is suggested (suggest.ts). */
  options: readonly string[];
  mayAdd: boolean;
  repeat: 'never' | 'quarterly';
}

export const beginnings: Record<Template, Beginning> = {
  need: {
    name: 'what members need',
    question: () => 'Which of these would help you most?',
    options: [],
    mayAdd: true,
    repeat: 'never',
  },
  when: {
    name: 'format and time',
    question: () => 'Which format and time would suit you best?',
    options: [
      'Lunchtime webinar, 30 minutes',
      'Lunchtime webinar, 60 minutes',
      'Late afternoon webinar, 60 minutes',
      'Recorded talk, to watch whenever it suits',
      'Short text with a few questions, ten minutes',
      'Half-day workshop, in person',
    ],
    mayAdd: false,
    repeat: 'never',
  },
  level: {
    name: 'how confident members are',
    question: (subject) => `How confident are you in ${subject}?`,
    options: [
      '1 · Not at all confident',
      '2 · Slightly confident',
      '3 · Fairly confident',
      '4 · Confident',
      '5 · Very confident',
    ],
    mayAdd: false,
    repeat: 'never',
  },
  pulse: {
    name: 'the same each quarter',
    question: () => 'Which of these would help you most this quarter?',
    options: [],
    mayAdd: false,
    repeat: 'quarterly',
  },
};

/** Characters of a question at most: it stands as a heading. */
export const questionLength = 150;

/** As many as there are. */
export const any: number = OPTION_COUNT.withAdded;

/** Days that a poll may last, and lasts unless told otherwise. */
export const lasting = { choices: [1, 2, 3, 5, 7, 10, 14, 21, 28], usual: 7, most: 60 } as const;
