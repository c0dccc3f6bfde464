export * from './capabilities.js';
export * from './conditions.js';
export * from './encoding.js';
export * from './errors.js';
export * from './table.js';
