import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { registerDecorator, type ValidationOptions } from 'class-validator';
import { isDay, readMoment } from '../clock/calendar.js';
import { InvalidRequest, type ProblemItem } from './problem.js';

/** Checks every body and query against its class; what the class does not name is refused. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    transformOptions: { exposeDefaultValues: true },
    exceptionFactory: (errors) => new InvalidRequest(errors.flatMap((error) => itemsOf(error, ''))),
  });

function itemsOf(error: ValidationError, parent: string): ProblemItem[] {
  const pointer = `${parent}/${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    pointer,
    parameter: error.property,
    detail: rule === 'whitelistValidation' ? `${error.property} is not known here` : message,
  }));
  return [
    ...onceIfMissing(error, own),
    ...(error.children ?? []).flatMap((child) => itemsOf(child, pointer)),
  ];
}

/** Of what is not there every rule complains: it is said once, in the words of a field that has some of its own. */
function onceIfMissing({ property, value }: ValidationError, items: ProblemItem[]): ProblemItem[] {
  if (value !== undefined || items.length < 2) return items;
  const own = items.find(({ detail }) => !detail.startsWith(`${property} `));
  return own
    ? [own]
    : items.slice(0, 1).map((item) => ({ ...item, detail: `${property} is missing` }));
}

/** A day that exists in the calendar, `YYYY-MM-DD`. */
export const IsDayText =
  (options?: ValidationOptions): PropertyDecorator =>
  (target, property) => {
    registerDecorator({
      name: 'isDayText',
      target: target.constructor,
      propertyName: String(property),
      ...(options && { options }),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDay(value),
        defaultMessage: (argument) =>
          `${argument?.property ?? 'day'} must be a day of the calendar such as 2012-09-26, not ${show(argument?.value)}`,
      },
    });
  };

/** A day that exists in the calendar, or a moment as ISO 8601 with its offset from UTC. */
export const IsDayOrMomentText = (): PropertyDecorator => (target, property) => {
  registerDecorator({
    name: 'isDayOrMomentText',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && (isDay(value) || readMoment(value) !== undefined),
      defaultMessage: (argument) =>
        `${argument?.property ?? 'moment'} must be a day such as 2012-09-26 or a moment such as 2012-09-26T13:00:00Z, not ${show(argument?.value)}`,
    },
  });
};

const show = (value: unknown): string =>
  typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value;
