export * from './crc32.js';
export * from './diagnostic.js';
export * from './hxe-header.js';
export * from './layout.js';
export * from './object.js';
