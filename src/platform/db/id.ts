import { v7, validate } from 'uuid';

/** A new identifier: UUIDv7, so that ids sort by the time they were made. */
export const newId = (): string => v7();

/** Whether a text can be one of our ids; anything else is simply not found. */
export const isId = (text: string): boolean => validate(text);
