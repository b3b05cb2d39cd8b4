/** The sandbox takes no larger source; checked before it is asked. */
export const maxSourceBytes = 64 * 1024;
