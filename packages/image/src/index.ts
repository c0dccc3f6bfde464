export * from './diagnostic.js';
export * from './object.js';
