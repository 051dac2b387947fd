import type { Feature } from './chat/feature.ts';
import { digest } from './digest/index.ts';
import { escalations } from './escalations/index.ts';
import { ideas } from './ideas/index.ts';
import { mydata } from './mydata/index.ts';
import { polls } from './polls/index.ts';

/** What Lookout can do in chat. */
export const features: readonly Feature[] = [digest, polls, ideas, escalations, mydata];
