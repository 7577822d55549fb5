/**
 * Ends the message of every error that has a code, before the code in lower case: ` https://…/errors#`. The build puts it
 * in: `tools/build/error-link.ts`.
 */
declare const ERROR_LINK: string
