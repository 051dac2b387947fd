import type { Feature } from './chat/feature.ts';
import { digest } from './digest/index.ts';

/** What Lookout can do in chat. */
export const features: readonly Feature[] = [digest];
