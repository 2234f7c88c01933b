import { Transform } from 'class-transformer';
import { IsIn, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../platform/http/form-values.js';
import {
  type Facts,
  type Register,
  REGISTER_CODES,
  type RegisterCode,
  REGISTERS,
} from './registers.rules.js';

const FIELD_NAMES = [...new Set(REGISTERS.flatMap(({ fields }) => fields.map(({ name }) => name)))];

/** A form with the fields of any register; what is wrong with them is shown beside them. */
class FactsForm {
  [field: string]: unknown;
}

for (const name of FIELD_NAMES) {
  // Boxes that are ticked arrive as a list, one alone as a text.
  Transform(({ value }: { value: unknown }): unknown =>
    Array.isArray(value) ? value.join('; ') : typeof value === 'string' ? value.trim() : value,
  )(FactsForm.prototype, name);
  IsOptional()(FactsForm.prototype, name);
  IsString()(FactsForm.prototype, name);
  MaxLength(4000)(FactsForm.prototype, name);
}

export class NewEntryForm extends FactsForm {
  @IsIn(REGISTER_CODES) register: RegisterCode = 'officers';
  @Trimmed() @IsString() @MaxLength(500) source = '';
}

export class EntryCorrectionForm extends FactsForm {
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

export class EntryWithdrawalForm {
  @Trimmed() @IsString() @MaxLength(1000) withdrawalReason = '';
  @IsNumberString() version!: string;
}

/** The chosen register of the form. */
export class NewEntryQuery {
  @IsIn(REGISTER_CODES) register: RegisterCode = 'officers';
}

/** What a form says in the fields of a register. */
export const typedFacts = ({ fields }: Register, form: FactsForm): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ name }) => {
      const value = form[name];
      return [name, typeof value === 'string' ? value : ''];
    }),
  );

/** Facts as a form shows them. */
export const shownFacts = (facts: Facts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value === null ? '' : String(value)]),
  );
