import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';
import { Trimmed, WholeNumber } from '../platform/http/form-values.js';
import { IsDayText } from '../platform/http/validation.js';
import { LARGEST_VALUE, MEASURE_CODES } from './measures.rules.js';

const VALUE_MESSAGE = { message: `value must be a whole number from 0 to ${LARGEST_VALUE}` };

export class FigureRequest {
  @ApiProperty({ enum: MEASURE_CODES, example: 'officers-trained' })
  @IsIn(MEASURE_CODES, { message: `measure must be one of ${MEASURE_CODES.join(', ')}` })
  measure!: string;

  @ApiProperty({ example: '2011-10-01', description: 'The first day that it covers' })
  @IsDayText()
  from!: string;

  @ApiProperty({ example: '2012-09-25', description: 'The last day that it covers' })
  @IsDayText()
  until!: string;

  @ApiProperty({ type: Number, example: 12, minimum: 0, maximum: LARGEST_VALUE })
  @WholeNumber()
  @IsInt(VALUE_MESSAGE)
  @Min(0, VALUE_MESSAGE)
  @Max(LARGEST_VALUE, VALUE_MESSAGE)
  value!: number;

  @ApiProperty({ example: 'Quarterly report of the field office' })
  @Trimmed()
  @IsNotEmpty({ message: 'source must say where the number comes from' })
  @IsString()
  @MaxLength(500)
  source!: string;
}

/** The form with a file; what is wrong with it is shown beside its fields. */
export class FigureImportForm {
  @Trimmed() @IsString() @MaxLength(500) source = '';
}

export class FigureResponse {
  @ApiProperty({ enum: MEASURE_CODES }) measure!: string;
  @ApiProperty() from!: string;
  @ApiProperty() until!: string;
  @ApiProperty() value!: number;
  @ApiProperty() source!: string;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
}

export class FigureListResponse {
  @ApiProperty({ type: [FigureResponse], description: 'Those that count, latest period first' })
  items!: FigureResponse[];
  @ApiProperty({ type: [FigureResponse], description: 'Those that a later one corrected' })
  corrected!: FigureResponse[];
}
