/** The tables of @hsx/isa that the header is made from. */
export type HeaderTables = Pick<
  typeof import('@hsx/isa'),
  'ERROR_CODES' | 'SVC_MODULES' | 'SVC_ENTRIES' | 'SVC_CONSTANTS' | 'SVC_STRUCTURES'
>;
/** The text of hsx/svc.h. */
export function svcHeader(isa: HeaderTables): string;
