/** Floating-point arithmetic at level core: levels.ts. */
import { testLevel } from './levels.js';

testLevel('core');
