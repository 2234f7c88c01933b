const MEBIBYTE = 1_048_576;

/** The most that a file may hold: ten times the largest list or agreement that ICE has published. */
export const LARGEST_FILE_BYTES = 25 * MEBIBYTE;

/** `25 MB`, as people say it. */
export const megabytes = (bytes: number): string => `${Math.floor(bytes / MEBIBYTE)} MB`;
