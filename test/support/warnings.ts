import { afterAll, afterEach } from 'vitest';
import { failIfWarned } from './warned.ts';

// A warning of Node's (a deprecation, too many listeners) is a fault of ours: it fails the test in which it came, and one that came
// between tests or while a file was put away fails the file.
afterEach(failIfWarned);
afterAll(failIfWarned);
