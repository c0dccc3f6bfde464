/** Floating-point arithmetic at level ext: levels.ts. */
import { testLevel } from './levels.js';

testLevel('ext');
