/** A number as people write it. */
export const numberText = (number: number): string => number.toLocaleString('en-US');

/** `1 row`, `1,200 rows` */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${numberText(number)} ${number === 1 ? one : many}`;
