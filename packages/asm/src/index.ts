export * from './assemble.js';
export * from './disassemble.js';
export { dumpListingJson } from './dump-json.js';
export { writeListingText } from './listing.js';
