import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { EmptyIsAbsent } from '../platform/http/form-values.js';
import { IsDayText } from '../platform/http/validation.js';

export class ReportDayQuery {
  @ApiPropertyOptional({ example: '2012-09-26', description: 'Today, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: string;
}

class TallyResponse {
  @ApiProperty({ type: 'integer', description: 'Those that meet it' }) numerator!: number;
  @ApiProperty({ type: 'integer', description: 'Those of which it is known whether they meet it' })
  denominator!: number;
  @ApiProperty({ type: 'integer' }) unknown!: number;
  @ApiProperty({ type: 'integer', description: 'Not asked of them, or not due yet' })
  notAsked!: number;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of the denominator, rounded down; null where that is 0',
  })
  percent!: number | null;
}

class GroupTallyResponse extends TallyResponse {
  @ApiProperty({ example: 'Atlanta' }) group!: string;
}

class MeasureResponse {
  @ApiProperty({ example: 'annual-training' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['agencies', 'complaints', 'goals'] }) unit!: string;
  @ApiProperty() definition!: string;
  @ApiProperty() source!: string;
  @ApiProperty() total!: TallyResponse;
  @ApiProperty({ type: [GroupTallyResponse] }) byOffice!: GroupTallyResponse[];
  @ApiProperty({ type: [GroupTallyResponse] }) byModel!: GroupTallyResponse[];
}

export class ComplianceResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: 'integer' }) fiscalYear!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The field office that limits it' })
  scope!: string | null;
  @ApiProperty({ type: 'integer', description: 'In force on the day' }) agreements!: number;
  @ApiProperty({ description: 'Entries that were invented for the demonstration take part' })
  hasSamples!: boolean;
  @ApiProperty({ type: [MeasureResponse] }) measures!: MeasureResponse[];
}

class SeriesCoverage {
  @ApiProperty({ type: String, nullable: true }) lastList!: string | null;
  @ApiProperty({ type: String, nullable: true }) nextList!: string | null;
  @ApiProperty() complete!: boolean;
}

class CountedDayResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null where no official list covers the day',
  })
  agreements!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) states!: number | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    nullable: true,
  })
  byModel!: Record<string, number> | null;
  @ApiProperty() coverage!: SeriesCoverage;
}

class SeriesTotalResponse {
  @ApiProperty({ example: '2007-09-01', description: 'A day, or a month' }) asOf!: string;
  @ApiProperty({ type: 'integer' }) total!: number;
  @ApiProperty() source!: string;
}

export class CensusSeriesResponse {
  @ApiProperty({ type: [CountedDayResponse], description: 'What the register counts' })
  counted!: CountedDayResponse[];
  @ApiProperty({ type: [SeriesTotalResponse], description: 'What others published' })
  published!: SeriesTotalResponse[];
}
